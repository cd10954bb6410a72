import { join } from '../domain/membership.ts';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import type { Squad } from '../domain/squad.ts';
import { type ChangePorts, changeSquad } from './change-squad.ts';
import type { Caller, Ports } from './ports.ts';
import { noSuchInvitation } from './preview-invitation.ts';

export interface JoinSquad {
  caller: Caller;
  code: string;
  playerId?: string | undefined;
}

export interface Joined {
  squad: Squad;
  /** False for somebody who was a member before. */
  anew: boolean;
}

/** Any account joins with the squad's code and may say which player it is; repeating is harmless. */
export function joinSquad(ports: ChangePorts & Pick<Ports, 'joinCodes' | 'accounts' | 'now'>) {
  return async ({ caller, code, playerId }: JoinSquad): Promise<Joined | Refusal> => {
    const { accountId } = caller;
    const [squadId, account] = await Promise.all([ports.joinCodes.squadOf(code), ports.accounts.recent(accountId)]);
    if (squadId === undefined) return noSuchInvitation();
    const at = new Date(ports.now()).toISOString();
    const joiner = { ...caller, displayName: account?.displayName, playerId };
    const changed = await changeSquad(ports, squadId, (squad) =>
      squad.code === code ? join(squad, joiner, at) : noSuchInvitation(),
    );
    if (isRefusal(changed)) return changed.reason === 'not-found' ? noSuchInvitation() : changed;
    return { squad: changed.after, anew: changed.before.members[accountId] === undefined };
  };
}
