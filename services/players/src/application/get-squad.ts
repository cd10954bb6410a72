import type { Refusal } from '../domain/refusal.ts';
import type { Caller, Ports, SquadWithActivity } from './ports.ts';
import { readAsMember } from './read-as-member.ts';

/** One squad, for its members. */
export function getSquad(ports: Pick<Ports, 'recentSquads'>) {
  return ({ caller, squadId }: { caller: Caller; squadId: string }): Promise<SquadWithActivity | Refusal> =>
    readAsMember(ports, squadId, caller.accountId);
}
