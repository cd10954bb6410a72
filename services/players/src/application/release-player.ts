import { releasePlayer as decide } from '../domain/claims.ts';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import { type ChangePorts, changeSquad } from './change-squad.ts';
import type { Caller } from './ports.ts';

export interface ReleasePlayer {
  caller: Caller;
  squadId: string;
  playerId: string;
}

/** The claimant, an organiser or the owner frees a player. */
export function releasePlayer(ports: ChangePorts) {
  return async ({ caller, squadId, playerId }: ReleasePlayer): Promise<undefined | Refusal> => {
    const changed = await changeSquad(ports, squadId, (squad) => decide(squad, caller.accountId, playerId));
    return isRefusal(changed) ? changed : undefined;
  };
}
