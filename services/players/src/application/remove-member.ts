import { removeMember as decide } from '../domain/membership.ts';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import { type ChangePorts, changeSquad } from './change-squad.ts';
import type { Caller, Ports } from './ports.ts';

export interface RemoveMember {
  caller: Caller;
  squadId: string;
  accountId: string;
}

/** An organiser removes a member, who stays out until the owner re-admits the account. */
export function removeMember(ports: ChangePorts & Pick<Ports, 'now'>) {
  return async ({ caller, squadId, accountId }: RemoveMember): Promise<undefined | Refusal> => {
    const at = new Date(ports.now()).toISOString();
    const changed = await changeSquad(ports, squadId, (squad) => decide(squad, caller.accountId, accountId, at));
    return isRefusal(changed) ? changed : undefined;
  };
}
