import { requestClaim as decide } from '../domain/claims.ts';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import type { Member } from '../domain/squad.ts';
import { type ChangePorts, changeSquad } from './change-squad.ts';
import type { Caller, Ports } from './ports.ts';

export interface RequestClaim {
  caller: Caller;
  squadId: string;
  playerId: string;
}

/** A member asks the organisers for a player: "that is me, on a new phone". Answers with the member who asks now. */
export function requestClaim(ports: ChangePorts & Pick<Ports, 'now'>) {
  return async ({ caller, squadId, playerId }: RequestClaim): Promise<Member | undefined | Refusal> => {
    const at = new Date(ports.now()).toISOString();
    const changed = await changeSquad(ports, squadId, (squad) => decide(squad, caller.accountId, playerId, at));
    return isRefusal(changed) ? changed : changed.after.members[caller.accountId];
  };
}
