import { Worker } from 'node:worker_threads';
import type { Draw, Refusal } from '@besteam/balancer';
import type { Engine } from '../../application/ports.ts';
import type { Answer, Job } from './job.ts';

type Outcome = Draw | Refusal;

interface Waiting {
  resolve(outcome: Outcome): void;
  reject(error: Error): void;
}

export interface ThreadedEngine extends Engine {
  close(): Promise<void>;
}

/**
 * The balancer in a thread of its own: a hard draw takes tens of milliseconds, which no other request shall wait for.
 * The thread starts with the first draw; should it die, the draws in hand fail and the next one starts another.
 */
export function threadedEngine(): ThreadedEngine {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let numbers = 0;

  return {
    draw: (input) => run({ kind: 'draw', input }),
    repair: (input, teams, change) => run({ kind: 'repair', input, teams, change }),
    async close() {
      await worker?.terminate();
    },
  };

  function run(task: Job['task']): Promise<Outcome> {
    const number = numbers++;
    return new Promise((resolve, reject) => {
      waiting.set(number, { resolve, reject });
      worker ??= start();
      worker.postMessage({ number, task } satisfies Job);
    });
  }

  function start(): Worker {
    const started = new Worker(new URL('./engine-worker.ts', import.meta.url));
    started.unref();
    started.on('message', ({ number, outcome, failure }: Answer) => {
      const asker = waiting.get(number);
      waiting.delete(number);
      if (outcome) asker?.resolve(outcome);
      else asker?.reject(new Error(failure ?? 'the engine gave no answer'));
    });
    started.on('error', (error) => lost(started, error));
    started.on('exit', (code) => lost(started, new Error(`the engine's thread ended with ${code}`)));
    return started;
  }

  function lost(ended: Worker, error: unknown): void {
    if (ended !== worker) return;
    worker = undefined;
    for (const { reject } of waiting.values()) reject(new Error('the engine is lost', { cause: error }));
    waiting.clear();
  }
}
