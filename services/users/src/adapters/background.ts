import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@besteam/service-kit';

const MOST_JOBS = 200;
const RETRY_AFTER_MS = [2000, 10_000];

export interface Background {
  /** Starts the job and answers at once. It is tried three times. */
  run(name: string, job: () => Promise<void>): void;
  /** Repeats the job until the end, at once for the first time, or not before the pause; a failure waits for the next time. */
  every(milliseconds: number, name: string, job: () => Promise<unknown>, how?: { atOnce: boolean }): void;
  /** Waits for what runs; what rests before another try has it at once, as its last. */
  end(): Promise<void>;
}

/** Work that no caller waits for. */
export function createBackground(logger: Logger): Background {
  const ending = new AbortController();
  const running = new Set<Promise<void>>();

  const track = (work: Promise<void>) => {
    running.add(work);
    void work.finally(() => running.delete(work));
  };
  const rest = (milliseconds: number) =>
    pause(milliseconds, undefined, { signal: ending.signal, ref: false }).catch(() => undefined);

  const withRetries = async (name: string, job: () => Promise<void>) => {
    for (const wait of [...RETRY_AFTER_MS, undefined]) {
      try {
        return await job();
      } catch (error) {
        logger.warn({ err: error, job: name, lastTry: wait === undefined }, 'background work failed');
        if (wait === undefined || ending.signal.aborted) return;
        await rest(wait);
      }
    }
  };

  const repeat = async (milliseconds: number, name: string, job: () => Promise<unknown>, atOnce: boolean) => {
    if (!atOnce) await rest(milliseconds);
    while (!ending.signal.aborted) {
      await job().catch((error) => logger.warn({ err: error, job: name }, 'background work failed'));
      await rest(milliseconds);
    }
  };

  return {
    run(name, job) {
      if (running.size >= MOST_JOBS) logger.warn({ job: name }, 'too much background work: not done');
      else track(withRetries(name, job));
    },
    every: (milliseconds, name, job, { atOnce } = { atOnce: true }) => track(repeat(milliseconds, name, job, atOnce)),
    async end() {
      ending.abort();
      while (running.size > 0) await Promise.all(running);
    },
  };
}
