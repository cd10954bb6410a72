// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listen } from './live.ts';

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** What a listener hears within a time from a service that answers so. */
async function heardWithin(milliseconds: number, answer: () => Promise<Response>) {
  vi.stubGlobal('fetch', answer);
  const heard: string[] = [];
  const stop = listen('abc', ({ event }) => heard.push(event));
  await vi.advanceTimersByTimeAsync(milliseconds);
  stop();
  return heard;
}

it('hears what the stream tells', async () => {
  const stream = 'event: ballots\ndata: {}\n\n';
  const silent = () => new Promise<Response>(() => undefined);
  const answers = [async () => new Response(stream), silent];
  expect(await heardWithin(10_000, () => (answers.shift() ?? silent)())).toEqual(['ballots']);
});

it('asks now and then, ever more slowly, where no stream comes through', async () => {
  expect(await heardWithin(1_900, async () => new Response('', { status: 502 }))).toEqual([]);
  expect(await heardWithin(2_100, async () => new Response('', { status: 502 }))).toEqual(['reset']);
  expect(await heardWithin(15_000, async () => Promise.reject(new TypeError('cut')))).toEqual([
    'reset',
    'reset',
    'reset',
  ]);
});

it('is still once somebody is no member any more', async () => {
  expect(await heardWithin(200_000, async () => new Response('', { status: 403 }))).toEqual([]);
});
