import { expect, it } from 'vitest';
import type { Window } from './figures.ts';
import { kneeOf } from './knee.ts';

/** Ten seconds of a ramp. */
function window(squads: number, p95: number, failed = 0): Window {
  return {
    counters: { 'vusers.created': squads * 10, 'http.responses': squads * 900, 'vusers.failed': failed },
    rates: {},
    summaries: { 'http.response_time': { count: squads * 900, p50: p95 / 2, p95, p99: p95 * 2, max: p95 * 3 } },
    firstMetricAt: 0,
    lastMetricAt: 10_000,
  };
}

it('finds the most that is answered in time, and the worst after it', () => {
  const { at, beyond } = kneeOf({ intermediate: [window(1, 20), window(2, 40), window(3, 300), window(4, 900)] }, 250);
  expect(at).toMatchObject({ squads: 2, requests: 180, p95: 40 });
  expect(beyond).toMatchObject({ squads: 4, p95: 900 });
});

it('takes a failed evening for the end, however quick the answers', () => {
  expect(kneeOf({ intermediate: [window(1, 20), window(2, 20, 1)] }, 250).at.squads).toBe(1);
});

it('counts the fullest window, not the last, which is not whole', () => {
  const { at, beyond } = kneeOf({ intermediate: [window(1, 20), window(3, 40), window(0.5, 30)] }, 250);
  expect(at.squads).toBe(3);
  expect(beyond).toBeUndefined();
});

it('says so when answers are late from the start', () => {
  expect(() => kneeOf({ intermediate: [window(1, 300)] }, 250)).toThrow('late from the start');
});
