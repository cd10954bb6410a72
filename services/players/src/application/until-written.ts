import { noSuchSquad } from '../domain/authority.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Squad } from '../domain/squad.ts';
import type { Ports } from './ports.ts';

export type WritePorts = Pick<Ports, 'squads' | 'inTurn' | 'pause'>;

/** Others may write first this often before the caller is asked to try again. */
const ATTEMPTS = 40;

/** What an attempt answers when somebody else has written meanwhile. */
export const LOST = Symbol('lost');

/**
 * Loads the squad and attempts a conditional write on it, again and again until nobody comes in between. Callers in
 * this process take turns, so that only other processes can.
 */
export function untilWritten<T>(
  { squads, inTurn, pause }: WritePorts,
  squadId: string,
  attempt: (squad: Squad) => Promise<T | typeof LOST>,
): Promise<T | Refusal> {
  return inTurn(squadId, async () => {
    for (let attempts = 0; attempts < ATTEMPTS; attempts += 1) {
      if (attempts > 0) await pause(attempts);
      const squad = await squads.load(squadId);
      if (!squad) return noSuchSquad();
      const outcome = await attempt(squad);
      if (outcome !== LOST) return outcome as T;
    }
    return refuse('conflict', 'Too many are changing this squad at once; try again.');
  });
}
