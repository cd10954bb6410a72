import { createDraw } from '@besteam/contracts/matches';
import { requestClaim, type Squad, setMemberRole } from '@besteam/contracts/players';
import { given, joins, type Person, squadOf } from '../../standalone/test/people.ts';
import type { Role } from './access.ts';
import type { Target } from './target.ts';

export type Cast = Record<Exclude<Role, 'nobody'>, Person>;

/** A squad of its own for an attempt, by what its contract calls the parts of an address. */
export type Ids = Record<string, string>;

export async function castOf({ people }: Target): Promise<Cast> {
  const guests = await Promise.all(Array.from({ length: 5 }, () => people.guest()));
  const [owner, otherOwner] = [await people.owner('Ana'), await people.owner('Olga')];
  const [outsider = owner, watcher = owner, player = owner, maker = owner, organiser = owner] = guests;
  return { outsider, otherOwner, watcher, player, maker, organiser, owner };
}

/**
 * A squad in which everybody has his role. The player in question is the one whom `player` claims and `watcher` asks
 * for, but for who claims himself: that one is free.
 */
export async function newSquad(cast: Cast, owner = cast.owner): Promise<Ids & { free: string; squad: string }> {
  const squad = await squadOf(owner, 4);
  const [claimed = '', free = ''] = squad.players.map(({ id }) => id);
  const path = { squadId: squad.id };
  if (owner === cast.owner) await everybodyJoins(cast, squad, claimed);
  const matchMaker = owner === cast.owner ? cast.maker : owner;
  const playerIds = squad.players.map(({ id }) => id);
  const match = given(await createDraw({ client: matchMaker.matches, path, body: { playerIds, teams: 2 } }));
  const accountId = cast.watcher.accountId;
  return {
    squad: squad.id,
    squadId: squad.id,
    playerId: claimed,
    free,
    matchId: match.id,
    code: squad.code,
    accountId,
  };
}

async function everybodyJoins(cast: Cast, squad: Squad, claimed: string): Promise<void> {
  const path = { squadId: squad.id };
  await joins(cast.player, squad, claimed);
  for (const person of [cast.watcher, cast.maker, cast.organiser]) await enters(person, squad);
  given(await requestClaim({ client: cast.watcher.players, path: { ...path, playerId: claimed } }));
  const organiser = { ...path, accountId: cast.organiser.accountId };
  given(await setMemberRole({ client: cast.owner.players, path: organiser, body: { role: 'organiser' } }));
}

async function enters(person: Person, squad: Squad): Promise<void> {
  const sent = await person.players.getConfig().fetch?.(`/invitations/${squad.code}/memberships`, { method: 'POST' });
  if (sent?.status !== 201) throw new Error(`joining is ${sent?.status}`);
}
