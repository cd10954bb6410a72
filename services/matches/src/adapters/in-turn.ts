import type { InTurn } from '../application/ports.ts';

/** Work that hangs (a store that does not answer) holds up whoever comes behind it no longer than that. */
const LONGEST_WAIT_MS = 4000;

/**
 * Work of this process on the same thing, one after the other. A failure holds up nobody, and whoever has waited for too
 * long begins anyway: turns spare lost races, the conditional writes are what keeps the work right.
 */
export function takingTurns(longestWaitMs: number = LONGEST_WAIT_MS): InTurn {
  const last = new Map<string, Promise<void>>();
  return async (key, work) => {
    const before = last.get(key);
    const turn = Promise.withResolvers<void>();
    last.set(key, turn.promise);
    try {
      if (before) await settledWithin(longestWaitMs, before);
      return await work();
    } finally {
      turn.resolve();
      if (last.get(key) === turn.promise) last.delete(key);
    }
  };
}

async function settledWithin(ms: number, turn: Promise<void>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([turn, promise]);
  clearTimeout(timer);
}
