import type { SquadItem } from '../../../services/players/src/adapters/dynamodb/squad-item.ts';
import { TABLE } from '../../../services/players/src/adapters/dynamodb/tables.ts';
import type { PlayersCore } from '../../../services/players/src/core.ts';
import type { Squad } from '../../../services/players/src/domain/squad.ts';
import { rememberMembership } from './account-deeds.ts';
import { actor, type Caller, type KnownSquad, type Person, request, type Scene } from './person.ts';

type Work = (replica: PlayersCore, caller: Caller) => Promise<object | undefined>;

/** Founds a squad and adds players to it; the same request again when no answer came. */
export async function founds(scene: Scene, person: Person): Promise<void> {
  const { ledger, state, kernel } = scene.world;
  const idempotencyKey = `squad ${person.number} ${kernel.random.below(3)}`;
  const founded = await request(scene, person, 'players', 'founds a squad', ({ useCases }, caller) =>
    useCases.createSquad({ caller, squad: { name: 'Thursday' }, idempotencyKey }),
  );
  if (!founded) return;
  const { id, code, version } = founded.answer;
  isWritten(scene, founded.answer, version, () => true);
  // A token may outlive its account for a moment; what it founds then ends with it.
  if (ledger.ended(`account ${founded.answer.ownerId}`)) ledger.mayEnd(`squad ${id}`);
  ledger.promise(`the squad ${id}`, [`squad ${id}`], () => state.squad(id) !== undefined);
  if (!scene.squads.some((known) => known.id === id))
    scene.squads.push({ id, code, playerIds: [], memberIds: [], matchIds: [] });
}

export async function addsPlayers(scene: Scene, person: Person, known: KnownSquad): Promise<void> {
  const idempotencyKey = `players ${scene.world.kernel.random.below(2)}`;
  const names = Array.from({ length: 4 }, (_, i) => ({ name: `${idempotencyKey} ${i}` }));
  const added = await request(scene, person, 'players', 'adds players', ({ useCases }, caller) =>
    useCases.addPlayers({ caller, squadId: known.id, players: names, idempotencyKey }),
  );
  if (!added) return;
  const { squad } = added.answer;
  isWritten(scene, squad, squad.version, ({ players }) =>
    names.every(({ name }) => players.some((one) => one.name === name)),
  );
  known.playerIds = squad.players.map(({ id }) => id);
  const { ledger, state } = scene.world;
  ledger.promise(`the players of ${known.id}`, [`squad ${known.id}`], () =>
    squad.players.every(({ id }) => state.squad(known.id)?.players.some((one) => one.id === id)),
  );
}

/** Joins, and mostly says which player it is. */
export async function joins(scene: Scene, person: Person, known: KnownSquad): Promise<void> {
  const { random } = scene.world.kernel;
  const playerId = known.playerIds.length > 0 && random.chance(0.7) ? random.pick(known.playerIds) : undefined;
  const joined = await request(scene, person, 'players', 'joins', ({ useCases }, caller) =>
    useCases.joinSquad({ caller, code: known.code, playerId }),
  );
  const accountId = actor(person)?.accountId ?? '';
  if (!joined) return;
  const { squad } = joined.answer;
  isWritten(scene, squad, squad.version, ({ members }) => members[accountId] !== undefined);
  known.memberIds.push(accountId);
  rememberMembership(scene, accountId, known.id);
  isMember(scene, known.id, accountId);
  if (squad.members[accountId]?.playerId === playerId && playerId) isClaimed(scene, known.id, accountId, playerId);
}

export async function claims(scene: Scene, person: Person, known: KnownSquad): Promise<void> {
  if (known.playerIds.length === 0) return;
  const playerId = scene.world.kernel.random.pick(known.playerIds);
  const claimed = await request(scene, person, 'players', 'claims', ({ useCases }, caller) =>
    useCases.claimPlayer({ caller, squadId: known.id, playerId }),
  );
  const accountId = actor(person)?.accountId ?? '';
  if (!claimed) return;
  const { answer } = claimed;
  const claim = ({ members }: Pick<Squad, 'members'>) => members[accountId]?.playerId === playerId;
  isWritten(scene, answer, answer.version, (squad) => claim(squad) || squad.members[accountId]?.request !== undefined);
  if (claim(answer)) isClaimed(scene, known.id, accountId, playerId);
}

/** Something that takes somebody's claim or membership away, or may. */
export function takesAway(
  label: string,
  ends: (squadId: string, accountId: string) => string[],
  work: (person: Person, known: KnownSquad, scene: Scene) => Work,
) {
  return async (scene: Scene, person: Person, known: KnownSquad): Promise<void> => {
    scene.world.ledger.mayEnd(...scene.accountIds.flatMap((accountId) => ends(known.id, accountId)));
    await request(scene, person, 'players', label, work(person, known, scene));
  };
}

export async function deletesSquad(scene: Scene, person: Person, known: KnownSquad): Promise<void> {
  const { ledger, state } = scene.world;
  ledger.mayEnd(`squad ${known.id}`);
  const deleted = await request(scene, person, 'players', 'deletes the squad', ({ useCases }, caller) =>
    useCases.deleteSquad({ caller, squadId: known.id }),
  );
  if (deleted) ledger.promise(`the deletion of ${known.id}`, [], () => state.isDeleted(known.id));
}

function isMember({ world: { ledger, state } }: Scene, squadId: string, accountId: string): void {
  const unless = [`squad ${squadId}`, `account ${accountId}`, `member ${squadId} ${accountId}`];
  ledger.promise(
    `${accountId} is a member of ${squadId}`,
    unless,
    () => state.squad(squadId)?.members[accountId] !== undefined,
  );
}

function isClaimed({ world: { ledger, state } }: Scene, squadId: string, accountId: string, playerId: string): void {
  const ends = [`member ${squadId} ${accountId}`, `claim ${squadId} ${accountId}`];
  ledger.promise(
    `the claim of ${accountId} on ${playerId}`,
    [`squad ${squadId}`, `account ${accountId}`, ...ends],
    () => state.squad(squadId)?.members[accountId]?.playerId === playerId,
  );
}

/** What was acknowledged with a version was written with that version. */
function isWritten(
  { world: { chronicle, wrong } }: Scene,
  { id }: Squad,
  version: number,
  holds: (squad: Omit<Squad, 'version'>) => boolean,
): void {
  const item = chronicle.written(TABLE, `SQUAD#${id} SQUAD`, version) as unknown as SquadItem | undefined;
  if (!item?.squad || !holds(item.squad))
    wrong.push(`lost: version ${version} of ${id} was acknowledged and is not what was written`);
}
