import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atOnce, oneMore, perAccount, perAddress, secondsToWait, waitSeconds } from './sign-in-throttle.ts';

const START = new Date('2026-11-26T20:30:00Z');
const after = (seconds: number) => new Date(START.getTime() + seconds * 1000);
const failures = (count: number) => ({ count, lastAt: START });

describe('the wait after wrong passwords', () => {
  test('is none for a stranger and for the first mistakes', () => {
    expect(waitSeconds(undefined, perAddress, START)).toBe(0);
    expect(waitSeconds(failures(4), perAddress, START)).toBe(0);
    expect(waitSeconds(failures(29), perAccount, START)).toBe(0);
  });

  test('doubles from a second to a quarter of an hour at one address', () => {
    const waits = [5, 6, 7, 14, 15, 30].map((count) => waitSeconds(failures(count), perAddress, START));
    expect(waits).toEqual([1, 2, 4, 512, 900, 900]);
  });

  test('stays below half a minute for an account from anywhere, so that strangers cannot keep its owner out', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (count) => {
        expect(waitSeconds(failures(count), perAccount, START)).toBeLessThanOrEqual(30);
      }),
    );
  });

  test('is the longer one of here and everywhere, and here alone where the owner is known', () => {
    const wait = (here: number, everywhere: number, knownHere: boolean) =>
      secondsToWait({ here: failures(here), everywhere: failures(everywhere), knownHere }, START);
    expect(wait(7, 30, false)).toBe(4);
    expect(wait(5, 34, false)).toBe(16);
    expect(wait(5, 34, true)).toBe(1);
    expect(wait(0, 1000, true)).toBe(0);
    expect(secondsToWait({ here: undefined, everywhere: undefined, knownHere: false }, START)).toBe(0);
  });

  test('runs off, in whole seconds, rounded up', () => {
    expect(waitSeconds(failures(7), perAddress, after(1))).toBe(3);
    expect(waitSeconds(failures(7), perAddress, after(1.5))).toBe(3);
    expect(waitSeconds(failures(7), perAddress, after(4))).toBe(0);
  });

  test('is forgotten after a day without a failure', () => {
    expect(oneMore(failures(20), after(86_400))).toEqual({ count: 21, lastAt: after(86_400) });
    expect(oneMore(failures(20), after(86_401))).toEqual({ count: 1, lastAt: after(86_401) });
    expect(waitSeconds(failures(20), { free: 0, longestWaitSeconds: 1e9 }, after(86_401))).toBe(0);
  });

  test('starts counting with one', () => {
    expect(oneMore(undefined, START)).toEqual({ count: 1, lastAt: START });
  });

  test('counts attempts in hand like failures', () => {
    expect(atOnce(undefined, 0, START)).toBeUndefined();
    expect(atOnce(failures(4), 0, after(9))).toEqual(failures(4));
    expect(atOnce(undefined, 3, START)).toEqual(failures(3));
    expect(atOnce(failures(4), 2, after(9))).toEqual({ count: 6, lastAt: after(9) });
  });
});
