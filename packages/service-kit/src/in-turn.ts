import { isInfrastructureFailure } from './messaging/infrastructure-failure.ts';

/** Does the work when all that was asked for before it, on the same thing, is through. */
type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** How long somebody waits for his turn; then he may try again (503). */
interface Patience {
  /** While nobody before him gets done. */
  standingStillMs: number;
  inAllMs: number;
}

/** Those who want to work on one thing. */
interface Queue {
  /** Resolves when everybody who is in it now is through. */
  over: Promise<Ending>;
  movedAt: number;
}

/** How a turn ended, for whoever waits. */
interface Ending {
  failure?: unknown;
}

/** The queue is too long, or stands still. */
class TooLongAQueue extends Error {
  override readonly name = 'ServiceUnavailable';
}

/**
 * Work of this process on the same thing, one after the other: turns spare lost races, the conditional writes are what
 * keeps the work right. A failure holds up nobody. Where it is the infrastructure that fails, whoever waits hears of it at
 * once: asking it one after the other, each would wait for all before him to find out. Work must end by itself. Whoever waits
 * does so until it is his turn, or for as long as he is given patience.
 */
export function takingTurns(patience?: Patience): InTurn {
  const queues = new Map<string, Queue>();
  return async (key, work) => {
    const turn = Promise.withResolvers<Ending>();
    const end = (ending: Ending) => {
      queue.movedAt = performance.now();
      turn.resolve(ending);
    };
    const queue = queues.get(key) ?? { over: Promise.resolve({}), movedAt: performance.now() };
    queues.set(key, queue);
    const before = queue.over;
    // Whoever gives up waiting does not let the next one pass who is at work.
    const over = Promise.all([before, turn.promise]).then(([, ending]) => ending);
    queue.over = over;
    try {
      await turnAfter(before, queue, patience);
      const done = await work();
      end({});
      return done;
    } catch (error) {
      if (error instanceof TooLongAQueue) turn.resolve({});
      else end(isInfrastructureFailure(error) ? { failure: error } : {});
      throw error;
    } finally {
      void over.then(() => queue.over === over && queues.delete(key));
    }
  };
}

async function turnAfter(before: Promise<Ending>, queue: Queue, patience: Patience | undefined): Promise<void> {
  const { failure } = patience ? await endingWithin(patience, before, queue) : await before;
  if (failure !== undefined) throw failure;
}

async function endingWithin(patience: Patience, before: Promise<Ending>, queue: Queue): Promise<Ending> {
  const since = performance.now();
  const until = () => Math.min(Math.max(since, queue.movedAt) + patience.standingStillMs, since + patience.inAllMs);
  for (;;) {
    const left = until() - performance.now();
    if (left <= 0) throw new TooLongAQueue('too many want to change this at once');
    const ending = await within(left, before);
    if (ending) return ending;
  }
}

async function within(ms: number, turn: Promise<Ending>): Promise<Ending | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), ms);
  return Promise.race([turn, promise]).finally(() => clearTimeout(timer));
}
