import { readmit, setRole } from '../domain/membership.ts';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import type { Squad } from '../domain/squad.ts';
import { type ChangePorts, changeSquad } from './change-squad.ts';
import type { Caller } from './ports.ts';

export interface SetMemberRole {
  caller: Caller;
  squadId: string;
  accountId: string;
  /** The member's role from now on; without one, a removed account is re-admitted. */
  role?: 'organiser' | 'member' | undefined;
}

/** The owner makes a member an organiser (or no longer one), or a removed account welcome again. */
export function setMemberRole(ports: ChangePorts) {
  return async ({ caller, squadId, accountId, role }: SetMemberRole): Promise<Squad | Refusal> => {
    const changed = await changeSquad(ports, squadId, (squad) =>
      role === undefined
        ? readmit(squad, caller.accountId, accountId)
        : setRole(squad, caller.accountId, accountId, role),
    );
    return isRefusal(changed) ? changed : changed.after;
  };
}
