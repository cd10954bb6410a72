import type { Engine } from '../../application/ports.ts';
import { type EngineThread, engineThread, type Outcome } from './engine-thread.ts';
import type { Job } from './job.ts';
import type { Patience } from './thread-watch.ts';

export interface ThreadedEngine extends Engine {
  /** Starts the first thread, so that the first draw need not wait for it. */
  start(): void;
  close(): Promise<void>;
}

/** The hardest draw takes a second or two of work. Requests go before draws, so that a busy machine may take long over those. */
const PATIENCE: Patience = { workMs: 8000, silenceMs: 60_000 };
/** One squad's hard draw shall not hold up everybody else's; the second thread starts when there is work for it. */
const THREADS = 2;

/**
 * The balancer in threads of its own: a hard draw takes tens of milliseconds and up to a second, which no other request
 * shall wait for. First come, first served.
 */
export function threadedEngine(
  program: URL = new URL('./engine-worker.ts', import.meta.url),
  patience: Patience = PATIENCE,
): ThreadedEngine {
  const first = engineThread(program, patience);
  const threads = [first];
  const free = [first];
  const waiting: ((thread: EngineThread) => void)[] = [];

  return {
    start: first.start,
    draw: (input) => run({ kind: 'draw', input }),
    repair: (input, teams, change) => run({ kind: 'repair', input, teams, change }),
    async close() {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };

  async function run(task: Job['task']): Promise<Outcome> {
    const thread = await freeThread();
    try {
      return await thread.run(task);
    } finally {
      const next = waiting.shift();
      if (next) next(thread);
      else free.push(thread);
    }
  }

  async function freeThread(): Promise<EngineThread> {
    const thread = free.pop();
    if (thread) return thread;
    if (threads.length >= THREADS) return new Promise((resolve) => waiting.push(resolve));
    const another = engineThread(program, patience);
    threads.push(another);
    return another;
  }
}
