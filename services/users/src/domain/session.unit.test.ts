import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openedSession, provedLately, rotated, type Session, sessionSeconds } from './session.ts';

const START = new Date('2026-11-26T20:30:00Z');
const after = (seconds: number) => new Date(START.getTime() + seconds * 1000);
const opened = (kind: 'guest' | 'registered' = 'guest') =>
  openedSession({ id: 's', accountId: 'a', tokenHash: 't0' }, kind, START);
const rotate = (session: Session | undefined, presented: string, successor: string, seconds: number) =>
  session && rotated(session, presented, successor, 'guest', after(seconds));

test('a password is proved for five minutes, and by nothing but itself', () => {
  const provedAt = START.getTime() / 1000;
  expect([0, 299, 300].map((seconds) => provedLately(provedAt, after(seconds)))).toEqual([true, true, false]);
  expect(provedLately(undefined, START)).toBe(false);
});

describe('a session', () => {
  test('begins with one token and no earlier one', () => {
    expect(opened()).toMatchObject({ id: 's', accountId: 'a', current: ['t0'], previous: [], rotatedAt: START });
  });

  test('takes its current token for a successor and lives on from then', () => {
    const next = rotate(opened(), 't0', 't1', 100);
    expect(next).toMatchObject({ current: ['t1'], previous: ['t0'], expiresAt: after(100 + sessionSeconds('guest')) });
  });

  test('lives 400 days unused for a guest, 60 for a registered account', () => {
    expect(opened('guest').expiresAt).toEqual(after(400 * 86_400));
    expect(opened('registered').expiresAt).toEqual(after(60 * 86_400));
  });

  test('takes the previous token for a sibling until 60 s have passed', () => {
    const next = rotate(opened(), 't0', 't1', 0);
    expect(rotate(next, 't0', 't1b', 60)).toMatchObject({ current: ['t1', 't1b'], previous: ['t0'], rotatedAt: START });
    expect(rotate(next, 't0', 't1b', 60.001)).toBeUndefined();
  });

  test('does not take the previous token once a successor has been used', () => {
    const used = rotate(rotate(opened(), 't0', 't1', 0), 't1', 't2', 1);
    expect(rotate(used, 't0', 't3', 2)).toBeUndefined();
  });

  test('takes every sibling, and what one of them has superseded for another 60 s', () => {
    const siblings = rotate(rotate(opened(), 't0', 't1', 0), 't0', 't1b', 1);
    const used = rotate(siblings, 't1', 't2', 50);
    expect(rotate(used, 't1b', 't2b', 100)).toMatchObject({ current: ['t2', 't2b'] });
  });

  test('does not take any token from the moment it expires', () => {
    expect(rotate(opened(), 't0', 't1', sessionSeconds('guest') - 1)).toBeDefined();
    expect(rotate(opened(), 't0', 't1', sessionSeconds('guest'))).toBeUndefined();
  });

  test('remembers fifty siblings', () => {
    let session = rotate(opened(), 't0', 'first', 0);
    for (let i = 0; i < 50; i++) session = rotate(session, 't0', `s${i}`, 1);
    expect(session?.current).toHaveLength(50);
    expect(session?.current).not.toContain('first');
    expect(session?.current).toContain('s49');
  });

  test('never takes a token older than the previous generation, whatever happened', () => {
    const steps = fc.array(fc.record({ sibling: fc.boolean(), wait: fc.integer({ min: 0, max: 90 }) }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(steps, (history) => {
        let session: Session = opened();
        let at = 0;
        const generations: string[][] = [['t0']];
        for (const [i, { sibling, wait }] of history.entries()) {
          at += wait;
          const from = sibling ? generations.at(-2)?.[0] : generations.at(-1)?.[0];
          const next = from === undefined ? undefined : rotate(session, from, `n${i}`, at);
          if (!next) continue;
          if (sibling) generations.at(-1)?.push(`n${i}`);
          else generations.push([`n${i}`]);
          session = next;
        }
        for (const old of generations.slice(0, -2).flat()) expect(rotate(session, old, 'x', at)).toBeUndefined();
        for (const current of generations.at(-1) ?? []) expect(rotate(session, current, 'x', at)).toBeDefined();
      }),
    );
  });
});
