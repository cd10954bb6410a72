import { expect, test } from 'vitest';
import { boundedQueue } from './bounded-queue.ts';

/** Jobs that end when told to, and a record of those that began. */
function jobs() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    end: (name: string) => ends.get(name)?.(),
    job: (name: string) => () => {
      begun.push(name);
      return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
    },
  };
}

test('runs two at a time, first come first served', async () => {
  const run = boundedQueue({ atOnce: 2, mostWaiting: 10 });
  const { begun, end, job } = jobs();
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => run(job(name)));
  expect(begun).toEqual(['a', 'b']);
  end('b');
  await b;
  await Promise.resolve();
  expect(begun).toEqual(['a', 'b', 'c']);
  end('a');
  await a;
  end('c');
  await c;
  await Promise.resolve();
  end('d');
  expect(await d).toBe('d');
});

test('turns away with 503 who would wait too long, and serves again later', async () => {
  const run = boundedQueue({ atOnce: 1, mostWaiting: 1 });
  const { end, job } = jobs();
  const first = run(job('a'));
  const second = run(job('b'));
  await expect(run(job('c'))).rejects.toMatchObject({ problem: { status: 503, headers: { 'retry-after': '2' } } });
  end('a');
  await first;
  await Promise.resolve();
  end('b');
  await second;
  expect(await run(async () => 'd')).toBe('d');
});

test('goes on after a job that failed', async () => {
  const run = boundedQueue({ atOnce: 1, mostWaiting: 1 });
  await expect(run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await run(async () => 'next')).toBe('next');
});
