import type { Refusal } from '../domain/refusal.ts';
import type { Caller, Ports, SquadWithActivity } from './ports.ts';
import { readAs } from './read-as.ts';

/** One squad, for its members. */
export function getSquad(ports: Pick<Ports, 'recentSquads'>) {
  return ({ caller, squadId }: { caller: Caller; squadId: string }): Promise<SquadWithActivity | Refusal> =>
    readAs('member', ports, squadId, caller.accountId);
}
