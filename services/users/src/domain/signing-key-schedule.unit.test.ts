import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACCESS_TOKEN_SECONDS, honouredKeys, nextKeySignsFrom, signingKey } from './signing-key-schedule.ts';

const START = new Date('2026-11-26T20:30:00Z');
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const at = (ms: number) => new Date(START.getTime() + ms);
const old = { kid: 'old', signsFrom: START };
const next = { kid: 'next', signsFrom: at(15 * MINUTE_MS) };

describe('signing keys', () => {
  test('sign from their time until a later one’s', () => {
    expect(signingKey([next, old], at(15 * MINUTE_MS - 1))).toBe(old);
    expect(signingKey([next, old], at(15 * MINUTE_MS))).toBe(next);
    expect(signingKey([next], START)).toBeUndefined();
  });

  test('are honoured until the last token has expired, and a minute for clocks that lag', () => {
    expect(honouredKeys([next, old], at(26 * MINUTE_MS - 1))).toEqual([old, next]);
    expect(honouredKeys([next, old], at(26 * MINUTE_MS))).toEqual([next]);
  });

  test('begin at once when there is none, and a quarter of an hour ahead after 90 days', () => {
    expect(nextKeySignsFrom([], START)).toEqual(START);
    expect(nextKeySignsFrom([old], at(90 * DAY_MS - 1))).toBeUndefined();
    expect(nextKeySignsFrom([old], at(90 * DAY_MS))).toEqual(at(90 * DAY_MS + 15 * MINUTE_MS));
  });

  test('never leave a valid token without its key, whatever the times of looking', () => {
    const looks = fc.array(fc.integer({ min: 1, max: 200 * DAY_MS }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(looks, (pauses) => {
        let keys: { kid: string; signsFrom: Date }[] = [];
        let now = START;
        const tokens: { kid: string; expires: number }[] = [];
        for (const [i, pause] of [0, ...pauses].entries()) {
          now = new Date(now.getTime() + pause);
          const signsFrom = nextKeySignsFrom(keys, now);
          keys = honouredKeys(keys, now);
          if (signsFrom) keys.push({ kid: `k${i}`, signsFrom });
          const kids = keys.map(({ kid }) => kid);
          for (const token of tokens) if (token.expires > now.getTime()) expect(kids).toContain(token.kid);
          const signing = signingKey(keys, now);
          expect(signing).toBeDefined();
          tokens.push({ kid: signing?.kid ?? '', expires: now.getTime() + ACCESS_TOKEN_SECONDS * 1000 });
        }
      }),
    );
  });
});
