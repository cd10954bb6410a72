import type { SquadItem } from '../../../services/players/src/adapters/dynamodb/squad-item.ts';
import type { Squad } from '../../../services/players/src/domain/squad.ts';
import type { Commit } from '../store/table.ts';

/** What no write of a squad may ever break. */
export function* wrongSquadWrite({ before, after, key }: Commit): Generator<string> {
  if (!key.endsWith(' SQUAD') || key.startsWith('ACCOUNT')) return;
  if (!after) return yield `${key} vanished`;
  const [was, is] = [before as SquadItem | undefined, after as unknown as SquadItem];
  const changed = JSON.stringify(was?.squad) !== JSON.stringify(is.squad);
  const steps = is.version - (was?.version ?? 0);
  if (steps !== 1 && (changed || steps !== 0))
    yield `${key} went from version ${was?.version ?? 0} to ${is.version}, not by one write after the other`;
  if (was && !was.squad && is.squad) yield `${key} came back after its deletion`;
  if (is.squad) yield* wrongSquad(key, is.squad);
}

function* wrongSquad(key: string, squad: Omit<Squad, 'version'>): Generator<string> {
  const claims = Object.values(squad.members).flatMap(({ playerId }) => playerId ?? []);
  const twice = claims.find((playerId, i) => claims.indexOf(playerId) !== i);
  if (twice !== undefined) yield `${key}: two members claim ${twice}`;
  const active = new Set(squad.players.flatMap(({ id, archivedAt }) => (archivedAt === undefined ? id : [])));
  for (const playerId of claims) if (!active.has(playerId)) yield `${key}: ${playerId} is claimed and not in the squad`;
  if (!squad.members[squad.ownerId] && squad.endsAt === undefined) yield `${key}: its owner is no member`;
  for (const { accountId } of squad.removed)
    if (squad.members[accountId]) yield `${key}: ${accountId} is kept out and a member`;
}
