import type { Refusal } from '../domain/refusal.ts';
import type { Caller, Ports, SquadWithActivity } from './ports.ts';
import { readAs } from './read-as.ts';

/** The owner takes the squad's data along. */
export function exportSquad(ports: Pick<Ports, 'recentSquads'>) {
  return ({ caller, squadId }: { caller: Caller; squadId: string }): Promise<SquadWithActivity | Refusal> =>
    readAs('owner', ports, squadId, caller.accountId);
}
