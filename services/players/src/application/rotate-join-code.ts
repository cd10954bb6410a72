import type { Refusal } from '../domain/refusal.ts';
import { replaceCode } from '../domain/settings.ts';
import { type ChangePorts, changedSquad } from './change-squad.ts';
import type { Caller, Ports, SquadWithActivity } from './ports.ts';

/** The owner replaces the join code; the old one opens nothing from then on. */
export function rotateJoinCode(ports: ChangePorts & Pick<Ports, 'joinCodes' | 'activity'>) {
  return async ({ caller, squadId }: { caller: Caller; squadId: string }): Promise<SquadWithActivity | Refusal> => {
    const code = await ports.joinCodes.unused();
    return changedSquad(ports, squadId, (squad) => replaceCode(squad, caller.accountId, code));
  };
}
