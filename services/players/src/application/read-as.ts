import { noSuchSquad, requireRole } from '../domain/authority.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Role } from '../domain/squad.ts';
import type { Ports, SquadWithActivity } from './ports.ts';

/**
 * The squad as it was a moment ago, for members of this role or above. Who may not see that is looked for in the squad
 * as it is now, so that somebody who has just joined or been promoted is not sent away.
 */
export async function readAs(
  least: Role,
  { recentSquads }: Pick<Ports, 'recentSquads'>,
  squadId: string,
  accountId: string,
): Promise<SquadWithActivity | Refusal> {
  const recent = await recentSquads.read(squadId);
  if (recent && !requireRole(recent.squad, accountId, least)) return recent;
  const current = await recentSquads.readNow(squadId);
  return current ? (requireRole(current.squad, accountId, least) ?? current) : noSuchSquad();
}
