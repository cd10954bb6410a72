import { leave } from '../domain/membership.ts';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import { type ChangePorts, changeSquad } from './change-squad.ts';
import type { Caller } from './ports.ts';

/** A member leaves, and the player is free. */
export function leaveSquad(ports: ChangePorts) {
  return async ({ caller, squadId }: { caller: Caller; squadId: string }): Promise<undefined | Refusal> => {
    const changed = await changeSquad(ports, squadId, (squad) => leave(squad, caller.accountId));
    return isRefusal(changed) ? changed : undefined;
  };
}
