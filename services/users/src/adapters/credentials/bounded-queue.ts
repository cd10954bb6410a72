import { HttpProblem } from '@besteam/service-kit';

export type BoundedQueue = <T>(job: () => Promise<T>) => Promise<T>;

/** Runs `atOnce` jobs at a time, first come first served; answers 503 when `mostWaiting` wait already. */
export function boundedQueue({ atOnce, mostWaiting }: { atOnce: number; mostWaiting: number }): BoundedQueue {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (job) => {
    if (running < atOnce) running += 1;
    else if (waiting.length >= mostWaiting) throw overloaded();
    else await new Promise<void>((proceed) => waiting.push(proceed));
    try {
      return await job();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

function overloaded(): HttpProblem {
  return new HttpProblem({
    status: 503,
    slug: 'unavailable',
    title: 'Too many people sign in at this moment; try again shortly',
    headers: { 'retry-after': '2' },
  });
}
