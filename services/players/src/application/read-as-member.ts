import { noSuchSquad } from '../domain/authority.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Ports, SquadWithActivity } from './ports.ts';

/**
 * The squad as it was a moment ago, for a member. Who is not a member of that is looked for in the squad as it is
 * now, so that somebody who has just joined is not sent away.
 */
export async function readAsMember(
  { recentSquads }: Pick<Ports, 'recentSquads'>,
  squadId: string,
  accountId: string,
): Promise<SquadWithActivity | Refusal> {
  const recent = await recentSquads.read(squadId);
  if (recent?.squad.members[accountId]) return recent;
  const current = await recentSquads.readNow(squadId);
  return current?.squad.members[accountId] ? current : noSuchSquad();
}
