import type { Ballot } from '../../../services/matches/src/domain/ballot.ts';
import { MATCHES_TABLE } from '../deployment/replicas.ts';
import { actor, type KnownSquad, type Person, request, type Scene } from './person.ts';

/** Rates some of the players. */
export async function rates(scene: Scene, person: Person, { id: squadId, playerIds }: KnownSquad): Promise<void> {
  const { ledger, state, chronicle, wrong, kernel } = scene.world;
  const ratings = Object.fromEntries(
    playerIds.flatMap((playerId) =>
      kernel.random.chance(0.5) ? [[playerId, { level: kernel.random.below(11) / 2 }]] : [],
    ),
  );
  const rated = await request(scene, person, 'matches', 'rates', ({ useCases }, caller) =>
    useCases.putMyBallot({ squadId, caller, ratings }),
  );
  if (!rated) return;
  const accountId = actor(person)?.accountId ?? '';
  const { version } = rated.answer;
  const item = chronicle.written(MATCHES_TABLE, `SQUAD#${squadId} BALLOT#${accountId}`, version);
  const stored = typeof item?.['doc'] === 'string' ? (JSON.parse(item['doc']) as Ballot) : undefined;
  const kept = Object.entries(rated.answer.ratings).every(
    ([id, given]) => stored?.ratings[id]?.['level'] === given['level'],
  );
  if (!stored || !kept)
    wrong.push(`lost: version ${version} of the ballot of ${accountId} was acknowledged and is not what was written`);
  ledger.promise(
    `the ballot of ${accountId} in ${squadId}`,
    [`squad ${squadId}`, `account ${accountId}`],
    () => (state.ballot(squadId, accountId)?.version ?? 0) >= version,
  );
}

/** A draw of who is in the squad; the same request again when no answer came. */
export async function draws(scene: Scene, person: Person, known: KnownSquad): Promise<void> {
  const { random } = scene.world.kernel;
  const playerIds = known.playerIds.slice(0, 6);
  if (playerIds.length < 4) return;
  const idempotencyKey = `draw ${person.number} ${random.below(4)}`;
  const drawn = await request(scene, person, 'matches', 'draws', ({ useCases }, caller) =>
    useCases.createDraw({ squadId: known.id, caller, order: { playerIds, teams: 2 }, plan: {}, idempotencyKey }),
  );
  if (drawn) isThere(scene, known, drawn.answer.match);
}

export async function plans(scene: Scene, person: Person, known: KnownSquad): Promise<void> {
  const idempotencyKey = `plan ${person.number} ${scene.world.kernel.random.below(3)}`;
  const planned = await request(scene, person, 'matches', 'plans a match', ({ useCases }, caller) =>
    useCases.planMatch({ squadId: known.id, caller, plan: { title: 'Next' }, idempotencyKey }),
  );
  if (planned) isThere(scene, known, planned.answer.match);
}

export async function changesMatch(scene: Scene, person: Person, known: KnownSquad): Promise<void> {
  const { random } = scene.world.kernel;
  if (known.matchIds.length === 0 || known.playerIds.length === 0) return;
  const [matchId, playerId] = [random.pick(known.matchIds), random.pick(known.playerIds)];
  const status = random.pick(['in', 'out', 'maybe'] as const);
  const what = random.below(3);
  const changed = await request(scene, person, 'matches', 'changes a match', ({ useCases }, caller) => {
    const command = { squadId: known.id, matchId, caller };
    if (what === 0) return useCases.setAttendance({ ...command, playerId, status });
    if (what === 1) return useCases.updateMatch({ ...command, plan: { title: `Title ${random.below(9)}` } });
    return useCases.recordResult({ ...command, scores: [random.below(5), random.below(5)] });
  });
  if (changed) isThere(scene, known, changed.answer.match);
}

export async function deletesMatch(scene: Scene, person: Person, known: KnownSquad): Promise<void> {
  const { ledger, state, kernel } = scene.world;
  if (known.matchIds.length === 0) return;
  const matchId = kernel.random.pick(known.matchIds);
  ledger.mayEnd(`match ${matchId}`);
  const answer = await request(scene, person, 'matches', 'deletes a match', async ({ useCases }, caller) => {
    const outcome = await useCases.deleteMatch({ squadId: known.id, matchId, caller });
    return typeof outcome === 'string' ? undefined : outcome;
  });
  const isOver = () => (state.match(known.id, matchId)?.status ?? 'called-off') === 'called-off';
  if (answer) ledger.promise(`the deletion of ${matchId}`, [], isOver);
}

function isThere(
  { world: { ledger, state } }: Scene,
  known: KnownSquad,
  match: { matchId: string; version: number },
): void {
  const { matchId, version } = match;
  if (!known.matchIds.includes(matchId)) known.matchIds.push(matchId);
  ledger.promise(
    `version ${version} of the match ${matchId}`,
    [`squad ${known.id}`, `match ${matchId}`],
    () => (state.match(known.id, matchId)?.version ?? 0) >= version,
  );
}
