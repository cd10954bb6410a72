import { isArchived, roleOf, type Squad } from './squad.ts';

/** The whole squad as other services learn of it: no code, no requests, nobody who was kept out. */
export function snapshotOf(squad: Squad) {
  const { id, version, name, sport, ownerId, criteria, rules } = squad;
  return {
    squadId: id,
    version,
    name,
    sport,
    ownerId,
    criteria: criteria.map((criterion) => ({ ...criterion })),
    rules: { ...rules },
    players: squad.players.map((player) => ({
      id: player.id,
      name: player.name,
      positions: [...player.positions],
      archived: isArchived(player),
    })),
    members: Object.values(squad.members).map(({ accountId, kind, displayName, playerId }) => ({
      accountId,
      role: roleOf(squad, accountId) ?? 'member',
      kind,
      displayName: displayName ?? '',
      ...(playerId === undefined ? {} : { playerId }),
    })),
  };
}
