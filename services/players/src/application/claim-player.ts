import { claimPlayer as decide } from '../domain/claims.ts';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import type { Squad } from '../domain/squad.ts';
import { type ChangePorts, changeSquad } from './change-squad.ts';
import type { Caller, Ports } from './ports.ts';

export interface ClaimPlayer {
  caller: Caller;
  squadId: string;
  playerId: string;
}

/** A member says which player he is; of several who say the same at once, one wins. */
export function claimPlayer(ports: ChangePorts & Pick<Ports, 'now'>) {
  return async ({ caller, squadId, playerId }: ClaimPlayer): Promise<Squad | Refusal> => {
    const at = new Date(ports.now()).toISOString();
    const changed = await changeSquad(ports, squadId, (squad) => decide(squad, caller.accountId, playerId, at));
    return isRefusal(changed) ? changed : changed.after;
  };
}
