import { tooManySquads } from '../domain/founding.ts';
import { LIMITS } from '../domain/limits.ts';
import { handOver } from '../domain/membership.ts';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import { type ChangePorts, changedSquad } from './change-squad.ts';
import type { Caller, Ports, SquadWithActivity } from './ports.ts';

export interface TransferOwnership {
  caller: Caller;
  squadId: string;
  accountId: string;
}

/** The owner hands the squad to a registered member, who does not own too many already. */
export function transferOwnership(ports: ChangePorts & Pick<Ports, 'mySquads' | 'activity'>) {
  return async ({ caller, squadId, accountId }: TransferOwnership): Promise<SquadWithActivity | Refusal> => {
    const owned = await ports.mySquads.owned(accountId);
    return changedSquad(ports, squadId, (squad) => {
      const decision = handOver(squad, caller.accountId, accountId);
      const isNews = !isRefusal(decision) && decision !== squad;
      return isNews && owned >= LIMITS.squadsOfAnOwner ? tooManySquads() : decision;
    });
  };
}
