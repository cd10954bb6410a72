import { noSuchPlayer, requireRole } from './authority.ts';
import { LIMITS } from './limits.ts';
import { nameKey, tidyName } from './names.ts';
import { type FieldError, type Refusal, refuse } from './refusal.ts';
import { activePlayers, isArchived, type Member, type Player, type Squad, withoutClaim } from './squad.ts';

export interface NewPlayer {
  id: string;
  name: string;
  positions?: readonly string[] | undefined;
}

export interface PlayerChange {
  name?: string | undefined;
  positions?: readonly string[] | undefined;
  archived?: false | undefined;
}

/** The owner adds players. `request` hashes a repeatable request, whose repetition changes nothing. */
export function addPlayers(squad: Squad, by: string, added: readonly NewPlayer[], request?: string): Squad | Refusal {
  const refusal = requireRole(squad, by, 'owner');
  if (refusal) return refusal;
  const before = squad.players.find((player) => player.id === added[0]?.id);
  if (before) return before.request === request ? squad : keyReused();
  const active = activePlayers(squad);
  if (active.length + added.length > LIMITS.players) return tooManyPlayers();
  if (squad.players.length + added.length > LIMITS.playersEver) return tooManyEver();
  const taken = takenNames(active, added);
  if (taken.length > 0) return refuse('name-taken', 'Every player has a name of his own in a squad.', taken);
  const players = added.map(({ id, name, positions }) => ({
    id,
    name: tidyName(name),
    positions: positions ?? [],
    ...(request ? { request } : {}),
  }));
  return { ...squad, players: [...squad.players, ...players] };
}

/** The owner renames, repositions or restores a player. */
export function changePlayer(squad: Squad, by: string, playerId: string, change: PlayerChange): Squad | Refusal {
  const refusal = requireRole(squad, by, 'owner');
  if (refusal) return refusal;
  const player = squad.players.find(({ id }) => id === playerId);
  if (!player) return noSuchPlayer();
  const next = changed(player, change);
  const others = activePlayers(squad).filter(({ id }) => id !== playerId);
  if (isArchived(player) && !isArchived(next) && others.length >= LIMITS.players) return tooManyPlayers();
  if (!isArchived(next) && others.some(({ name }) => nameKey(name) === nameKey(next.name))) {
    const errors = [{ path: 'body/name', message: `there is another ${next.name}` }];
    return refuse('name-taken', `Another player is called ${next.name}.`, errors);
  }
  return { ...squad, players: squad.players.map((one) => (one.id === playerId ? next : one)) };
}

/** The owner removes a player: he is archived and nobody claims him any more. */
export function archivePlayer(squad: Squad, by: string, playerId: string, at: string): Squad | Refusal {
  const refusal = requireRole(squad, by, 'owner');
  if (refusal) return refusal;
  const player = squad.players.find(({ id }) => id === playerId);
  if (!player) return noSuchPlayer();
  if (isArchived(player)) return squad;
  const players = squad.players.map((one) => (one.id === playerId ? { ...one, archivedAt: at } : one));
  return { ...squad, players, members: withoutClaimsOf(squad.members, playerId) };
}

function changed(player: Player, change: PlayerChange): Player {
  const { archivedAt, ...rest } = player;
  return {
    ...rest,
    name: change.name === undefined ? player.name : tidyName(change.name),
    positions: change.positions ?? player.positions,
    ...(archivedAt !== undefined && change.archived === undefined ? { archivedAt } : {}),
  };
}

function withoutClaimsOf(members: Squad['members'], playerId: string): Squad['members'] {
  const names = (member: Member) => member.playerId === playerId || member.request?.playerId === playerId;
  return Object.fromEntries(
    Object.entries(members).map(([accountId, member]) => [accountId, names(member) ? withoutClaim(member) : member]),
  );
}

function takenNames(present: readonly Player[], added: readonly NewPlayer[]): FieldError[] {
  const keys = new Set(present.map(({ name }) => nameKey(name)));
  return added.flatMap(({ name }, index) => {
    const key = nameKey(name);
    if (keys.has(key)) return [{ path: `body/players/${index}/name`, message: `there is another ${tidyName(name)}` }];
    keys.add(key);
    return [];
  });
}

function tooManyPlayers(): Refusal {
  return refuse('too-many-players', `A squad has at most ${LIMITS.players} players.`);
}

function tooManyEver(): Refusal {
  return refuse('too-many-players', `A squad has at most ${LIMITS.playersEver} players, removed ones included.`);
}

function keyReused(): Refusal {
  return refuse('idempotency-key-reused', 'This Idempotency-Key came with another request before.');
}
