import { expect, test } from 'vitest';
import { isRefusal, refuse } from './refusal.ts';

test('a refusal says why, and what else there is to say', () => {
  expect(refuse('not-found')).toEqual({ kind: 'refused', reason: 'not-found' });
  expect(refuse('too-many-requests', { retryAfterSeconds: 4 })).toEqual({
    kind: 'refused',
    reason: 'too-many-requests',
    retryAfterSeconds: 4,
  });
});

test('a refusal is told from every result', () => {
  expect(isRefusal(refuse('unauthorized'))).toBe(true);
  for (const result of [undefined, null, 'refused', {}, { kind: 'guest' }]) expect(isRefusal(result)).toBe(false);
});
