import { describe, expect, it } from 'vitest';
import { entityTag, expectedVersion, idempotencyKey, isAtHand } from './conditional-requests.ts';

describe('a write on a condition', () => {
  it('insists on the version that its tag names', () => {
    expect(expectedVersion({ headers: { 'if-match': entityTag(7) } })).toBe(7);
    expect(expectedVersion({ headers: { 'if-match': entityTag(0) } })).toBe(0);
  });

  it('insists on nothing without one, and with any', () => {
    expect(expectedVersion({ headers: {} })).toBeUndefined();
    expect(expectedVersion({ headers: { 'if-match': '*' } })).toBeUndefined();
  });

  it.each(['7', 'W/"7"', '"x"', '"-7"', '"7", "8"', ''])('matches nothing by %j', (header) => {
    expect(expectedVersion({ headers: { 'if-match': header } })).toBe(-1);
  });
});

describe('what a reader has at hand', () => {
  it.each(['"7"', 'W/"7"', '"6", "7"', ' "6" ,W/"7" ', '*'])('is told by %j', (header) => {
    expect(isAtHand({ headers: { 'if-none-match': header } }, entityTag(7))).toBe(true);
  });

  it.each(['"6"', '7', ''])('is something else by %j', (header) => {
    expect(isAtHand({ headers: { 'if-none-match': header } }, entityTag(7))).toBe(false);
  });

  it('is nothing without the header', () => {
    expect(isAtHand({ headers: {} }, entityTag(7))).toBe(false);
  });
});

it('knows a repeated request by its key', () => {
  expect(idempotencyKey({ headers: { 'idempotency-key': 'once' } })).toBe('once');
  expect(idempotencyKey({ headers: {} })).toBeUndefined();
});
