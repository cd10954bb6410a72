// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listen } from './live.ts';

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** What a listener hears within a time from a service that answers so. */
async function heardWithin(milliseconds: number, answer: typeof fetch) {
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

/** Something in between: takes the question, answers what it likes, and lets the stream itself never through. */
function keptBack(answer: (stream: Promise<Response>) => Promise<Response>) {
  return (input: RequestInfo | URL, init?: RequestInit) => {
    const { signal } = new Request(input, init);
    const cut = new Promise<Response>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
    return answer(cut);
  };
}

it('asks now and then where the stream is kept back for ever', async () => {
  const never = keptBack((cut) => cut);
  expect(await heardWithin(16_000, never)).toEqual([]);
  expect(await heardWithin(18_000, never)).toEqual(['reset']);
});

it('asks now and then where the stream is opened and nothing comes through', async () => {
  const silent = keptBack(async (cut) => new Response(endless('', cut)));
  expect(await heardWithin(18_000, silent)).toEqual(['reset']);
  expect(await heardWithin(60_000, silent)).toEqual(['reset', 'reset', 'reset']);
});

it('waits for the next sign of life, and asks when there is none', async () => {
  const falling = keptBack(async (cut) => new Response(endless(':\n\n', cut)));
  expect(await heardWithin(39_000, falling)).toEqual([]);
  expect(await heardWithin(43_000, falling)).toEqual(['reset']);
});

/** A body that says something, and then nothing until it is cut. */
function endless(greeting: string, cut: Promise<unknown>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      if (greeting !== '') controller.enqueue(new TextEncoder().encode(greeting));
      cut.catch((reason) => controller.error(reason));
    },
  });
}
