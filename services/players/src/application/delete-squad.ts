import { noSuchSquad, requireRole } from '../domain/authority.ts';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import { type ChangePorts, judged, tooBusy } from './change-squad.ts';
import type { Caller } from './ports.ts';

const ATTEMPTS = 12;

export interface DeleteSquad {
  caller: Caller;
  squadId: string;
  ifMatch?: number | undefined;
}

/** The owner deletes the squad and, by the event that follows, all that belongs to it. */
export function deleteSquad({ squads, inTurn }: ChangePorts) {
  return ({ caller, squadId, ifMatch }: DeleteSquad): Promise<undefined | Refusal> =>
    inTurn(squadId, async () => {
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const squad = await squads.load(squadId);
        if (!squad) return noSuchSquad();
        const refusal = judged(squad, requireRole(squad, caller.accountId, 'owner'), ifMatch);
        if (isRefusal(refusal)) return refusal;
        if (await squads.delete(squad)) return undefined;
      }
      return tooBusy();
    });
}
