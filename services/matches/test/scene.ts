import type { Match, Problem } from '@besteam/contracts/matches';
import { playerIdsOf, type SketchOptions, type SquadSketch, sketchSquad } from './squads.ts';
import { type Answer, type Caller, type MatchesSystem, ratingsOf } from './system.ts';

/** A match or the problem in its place. */
export type Outcome = Match & Omit<Problem, 'status'>;

/** A squad of its own for one test, with its people. */
export interface Scene {
  squad: SquadSketch;
  members: Caller[];
  owner: Caller;
  organiser: Caller;
  /** A member with a claim and no role. */
  member: Caller;
  players: string[];
  path: string;
}

export async function sceneIn(system: MatchesSystem, options?: SketchOptions): Promise<Scene> {
  const squad = sketchSquad(options);
  await system.tell(squad);
  const members = await system.membersOf(squad);
  const [owner, organiser, member] = members;
  if (!owner || !organiser || !member) throw new Error('a sketch has at least three members');
  return { squad, members, owner, organiser, member, players: playerIdsOf(squad), path: `/squads/${squad.squadId}` };
}

/** Everybody rates everybody: who stands later in the roster is better. */
export async function everybodyRates({ squad, members, path }: Scene): Promise<void> {
  for (const member of members) {
    const ratings = ratingsOf(squad, member.accountId, (_, index) => Math.min(5, index / 2));
    const { status } = await member.send('PUT', `${path}/ballot`, { ratings });
    if (status !== 200) throw new Error(`a ballot was answered with ${status}`);
  }
}

export function createDraw(
  caller: Caller,
  { squad }: Scene,
  body: object,
  headers?: Record<string, string>,
): Promise<Answer<Outcome>> {
  return caller.send('POST', `/squads/${squad.squadId}/draws`, body, headers);
}

/** Calls an operation below a match. */
export function onMatch(
  caller: Caller,
  { path }: Scene,
  match: Pick<Match, 'id'>,
  [method, below = '']: [string, string?],
  body?: unknown,
  headers?: Record<string, string>,
): Promise<Answer<Outcome>> {
  return caller.send(method, `${path}/matches/${match.id}${below}`, body, headers);
}

/** Everybody who plays, whatever the team. */
export function everybody(match: Match): string[] {
  return (match.draw?.teams ?? []).flatMap(({ players }) => players).toSorted();
}

/** The split, whatever the order of teams and players. */
export function splitOf(match: Match): string {
  return (match.draw?.teams ?? [])
    .map(({ players }) => players.toSorted().join())
    .toSorted()
    .join('|');
}
