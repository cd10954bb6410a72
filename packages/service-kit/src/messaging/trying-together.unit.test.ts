import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { restAfter, tryingTogether } from './trying-together.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const calmed = () => vi.advanceTimersByTimeAsync(0);

function scene() {
  const rests: number[] = [];
  const tried: string[] = [];
  const away = new Set<string>();
  const trying = tryingTogether({ delaysMs: [10, 100], onRest: (_, ms) => void rests.push(ms) });
  const begin = (name: string) =>
    trying.until(async () => {
      tried.push(name);
      await Promise.resolve();
      if (away.has(name)) throw new Error('away');
    });
  return { rests, tried, away, trying, begin };
}

it('rests longer after each failure in a row, and the last delay repeats', () => {
  expect([1, 2, 3, 9].map((failures) => restAfter(failures, [10, 100]))).toEqual([10, 100, 100, 100]);
  expect(restAfter(1, [])).toBe(1000);
});

it('lets one try for all after a rest, each time another one', async () => {
  const { rests, tried, away, begin } = scene();
  for (const name of ['a', 'b', 'c']) away.add(name);
  const all = [begin('a'), begin('b')];
  await calmed();
  all.push(begin('c'));
  await calmed();
  expect([tried.join(''), rests]).toEqual(['ab', [10]]);
  await vi.advanceTimersByTimeAsync(10);
  expect([tried.join(''), rests]).toEqual(['aba', [10, 100]]);
  await vi.advanceTimersByTimeAsync(100);
  expect([tried.join(''), rests]).toEqual(['abab', [10, 100, 100]]);
  away.clear();
  await vi.advanceTimersByTimeAsync(100);
  expect(await Promise.all(all)).toEqual([true, true, true]);
  expect(tried.slice(0, 5).join('')).toBe('ababc');
});

it('begins with short rests again once somebody was through', async () => {
  const { rests, away, begin } = scene();
  away.add('a');
  const first = begin('a');
  await vi.advanceTimersByTimeAsync(10);
  away.delete('a');
  await vi.advanceTimersByTimeAsync(100);
  expect(await first).toBe(true);
  away.add('b');
  void begin('b');
  await calmed();
  expect(rests).toEqual([10, 100, 10]);
});

it('is not taken for open by whoever began before it was known', async () => {
  const { tried, trying, away, begin } = scene();
  const slow = Promise.withResolvers<void>();
  const before = trying.until(() => slow.promise);
  away.add('a');
  void begin('a');
  await calmed();
  slow.resolve();
  expect(await before).toBe(true);
  await calmed();
  expect(tried).toEqual(['a']);
});

it('lets whoever is at work finish when it closes, and nobody else begin', async () => {
  const { rests, tried, trying, away, begin } = scene();
  const slow = Promise.withResolvers<void>();
  const atWork = trying.until(() => slow.promise);
  away.add('a');
  const waiting = begin('a');
  await calmed();
  trying.close();
  slow.resolve();
  expect(await Promise.all([atWork, waiting, begin('late')])).toEqual([true, false, false]);
  await vi.advanceTimersByTimeAsync(1000);
  expect([tried, rests]).toEqual([['a'], [10]]);
});

it('does not rest for what fails at its end', async () => {
  const { rests, trying } = scene();
  const slow = Promise.withResolvers<void>();
  const atWork = trying.until(() => slow.promise);
  trying.close();
  slow.reject(new Error('away'));
  expect([await atWork, rests]).toEqual([false, []]);
});
