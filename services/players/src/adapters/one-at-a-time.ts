import { isInfrastructureFailure } from '@besteam/service-kit';
import type { InTurn } from '../application/ports.ts';

/**
 * Work on the same squad queues up in this process instead of losing conditional writes against itself; other
 * processes are kept apart by the conditions. Thirty friends may join in the same second. When the store is away, all
 * who wait hear of it with the first: asking it one after the other would keep the last waiting for minutes.
 */
export function oneAtATime(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return async (squadId, work) => {
    const before = last.get(squadId) ?? Promise.resolve();
    const mine = before.then(work, (error: unknown) => {
      if (isInfrastructureFailure(error)) throw error;
      return work();
    });
    last.set(squadId, mine);
    try {
      return await mine;
    } finally {
      if (last.get(squadId) === mine) last.delete(squadId);
    }
  };
}
