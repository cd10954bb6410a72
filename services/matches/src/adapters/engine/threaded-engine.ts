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
  /** Starts the thread, so that the first draw need not wait for it. */
  start(): void;
  close(): Promise<void>;
}

/** The hardest draw takes a fraction of a second: a thread that says nothing for so long, with work to do, hangs. */
const LONGEST_SILENCE_MS = 8000;

/** The thread is gone, or has been ended; the caller may try again (503). */
class EngineLost extends Error {
  override readonly name = 'ServiceUnavailable';
}

/**
 * The balancer in a thread of its own: a hard draw takes tens of milliseconds, which no other request shall wait for.
 * Should the thread die, or hang, the draws in hand fail and the next one starts another.
 */
export function threadedEngine(
  program: URL = new URL('./engine-worker.ts', import.meta.url),
  longestSilenceMs: number = LONGEST_SILENCE_MS,
): ThreadedEngine {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let silence: NodeJS.Timeout | undefined;
  let numbers = 0;

  return {
    start() {
      worker ??= begin();
    },
    draw: (input) => run({ kind: 'draw', input }),
    repair: (input, teams, change) => run({ kind: 'repair', input, teams, change }),
    async close() {
      await worker?.terminate();
    },
  };

  function run(task: Job['task']): Promise<Outcome> {
    const number = numbers++;
    return new Promise((resolve, reject) => {
      worker ??= begin();
      waiting.set(number, { resolve, reject });
      if (waiting.size === 1) listen(worker);
      worker.postMessage({ number, task } satisfies Job);
    });
  }

  function begin(): Worker {
    const begun = new Worker(program);
    begun.unref();
    begun.on('message', ({ number, outcome, failure }: Answer) => {
      const asker = waiting.get(number);
      waiting.delete(number);
      listen(begun);
      if (outcome) asker?.resolve(outcome);
      else asker?.reject(new Error(failure ?? 'the engine gave no answer'));
    });
    begun.on('messageerror', (error) => lost(begun, error));
    begun.on('error', (error) => lost(begun, error));
    begun.on('exit', (code) => lost(begun, new Error(`the engine's thread ended with ${code}`)));
    return begun;
  }

  /** From now on the thread may be silent for so long, if there is anything to answer. */
  function listen(to: Worker): void {
    clearTimeout(silence);
    if (waiting.size === 0) return;
    silence = setTimeout(() => lost(to, new Error('the engine hangs')), longestSilenceMs);
  }

  function lost(ended: Worker, cause: unknown): void {
    if (ended !== worker) return;
    worker = undefined;
    clearTimeout(silence);
    for (const { reject } of waiting.values()) reject(new EngineLost('the engine is lost', { cause }));
    waiting.clear();
    void ended.terminate();
  }
}
