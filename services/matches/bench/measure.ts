import { performance } from 'node:perf_hooks';

/** The value that this share of the values does not exceed. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** How long each of so many calls takes, one after the other, in milliseconds. */
export async function times(count: number, call: (index: number) => unknown): Promise<number[]> {
  const taken: number[] = [];
  for (let index = 0; index < count; index++) {
    const start = performance.now();
    await call(index);
    taken.push(performance.now() - start);
  }
  return taken;
}

/** How often the call ends in that time, so many at once. */
export async function repeat(atOnce: number, ms: number, call: (index: number) => Promise<unknown>): Promise<number> {
  const until = performance.now() + ms;
  let done = 0;
  const work = async () => {
    while (performance.now() < until) {
      await call(done);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return done;
}

/** Where most of these milliseconds are, in words. */
export function middle(taken: number[]): string {
  return `p50 ${percentile(taken, 0.5).toFixed(1)} ms, p95 ${percentile(taken, 0.95).toFixed(1)} ms`;
}
