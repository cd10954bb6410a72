import { Worker } from 'node:worker_threads';
import type { Draw, Refusal } from '@besteam/balancer';
import type { Answer, Job } from './job.ts';
import { type Patience, watchThread } from './thread-watch.ts';

export type Outcome = Draw | Refusal;

/** One thread with the balancer in it, which does one job at a time. */
export interface EngineThread {
  /** Starts the thread, so that the first job need not wait for it. */
  start(): void;
  run(task: Job['task']): Promise<Outcome>;
  close(): Promise<void>;
}

/** The thread is gone, or has been ended; the caller may try again (503). */
class EngineLost extends Error {
  override readonly name = 'ServiceUnavailable';
}

interface Asker {
  resolve(outcome: Outcome): void;
  reject(error: Error): void;
}

/** Should the thread die, or try the patience, the job in hand fails and the next one starts another. */
export function engineThread(program: URL, patience: Patience): EngineThread {
  let worker: Worker | undefined;
  let asker: Asker | undefined;
  let unwatch = () => {};

  return {
    start() {
      worker ??= begin();
    },
    run(task) {
      return new Promise((resolve, reject) => {
        worker ??= begin();
        const to = worker;
        asker = { resolve, reject };
        unwatch = watchThread(to, patience, (cause) => lost(to, cause));
        to.postMessage({ task } satisfies Job);
      });
    },
    async close() {
      await worker?.terminate();
    },
  };

  function begin(): Worker {
    const begun = new Worker(program);
    begun.unref();
    begun.on('message', ({ outcome, failure }: Answer) => {
      const answered = done();
      if (outcome) answered?.resolve(outcome);
      else answered?.reject(new Error(failure ?? 'the engine gave no answer'));
    });
    begun.on('messageerror', (error) => lost(begun, error));
    begun.on('error', (error) => lost(begun, error));
    begun.on('exit', (code) => lost(begun, new Error(`the engine's thread ended with ${code}`)));
    return begun;
  }

  function done(): Asker | undefined {
    unwatch();
    const answered = asker;
    asker = undefined;
    return answered;
  }

  function lost(ended: Worker, cause: unknown): void {
    if (ended !== worker) return;
    worker = undefined;
    done()?.reject(new EngineLost('the engine is lost', { cause }));
    void ended.terminate();
  }
}
