import type { Level } from '@besteam/balancer';
import type { Ballot } from './ballot.ts';
import { countingBallots, internalLevels, type Levels, type LevelsOf, levelsBeside } from './levels.ts';
import type { Squad } from './squad.ts';

/** As many others must have rated a player before a number may show it. */
export const CROWD = 3;
/** So many may be friends who change something whenever they like, to see what it hides. */
const FRIENDS = 3;
/**
 * As many raters must have changed something before levels move, where so many can: a crowd beside the friends. With
 * fewer, friends in a squad of ten learn a single rating from what moves; measured in
 * `privacy-of-ratings.unit.test.ts`, weighed in `docs/adr/0007-levels-move-when-six-raters-changed-something.md`.
 */
const CHANGED_RATERS = FRIENDS + CROWD;
const STEPS_PER_LEVEL = 10;

/**
 * The squad's levels as they were when they were last renewed. What is read from it between two renewals is the same
 * for everybody, so that reading, or drawing, before and after somebody rated tells nothing of that rating.
 */
export interface Snapshot {
  squadId: string;
  version: number;
  /** Internal levels at the renewal, of the players whom enough others had rated. */
  levels: Levels;
  /** Which state of whose ballot they were made from. */
  basis: Record<string, string>;
  /** And by which criteria. */
  criteria: string;
  /** ISO 8601, UTC. */
  renewedAt: string;
}

/**
 * The next snapshot, or undefined while nothing in it may move. A player's level appears with his third rating, beside
 * the others' as they are known, and moves only with the whole: when enough raters changed something, or the owner
 * changed the criteria while nobody did.
 */
export function renewed(
  squad: Squad,
  ballots: Ballot[],
  last: Snapshot | undefined,
  now: string,
  levelsOf: LevelsOf = internalLevels,
): Snapshot | undefined {
  const counting = countingBallots(squad, ballots);
  const basis = basisOf(squad, counting);
  const criteria = JSON.stringify(squad.criteria.map(({ id, weight }) => [id, weight]));
  const moves = last === undefined || mayMove(squad, last, basis, criteria);
  const known = moves ? {} : last.levels;
  // The levels cost milliseconds in a large squad: not to be found out that nothing may move.
  if ((last === undefined || !moves) && !someCrowdIsNew(squad, counting, known)) return undefined;
  const internal = moves ? levelsOf(squad, ballots) : levelsBeside(known, squad, ballots);
  const rated = Object.entries(internal).filter(([id, { ratings }]) => ratings >= CROWD && !Object.hasOwn(known, id));
  if (rated.length === 0 && (last === undefined || !moves)) return undefined;
  const levels = { ...known, ...Object.fromEntries(rated) };
  if (!moves) return { ...last, version: last.version + 1, levels };
  return { squadId: squad.squadId, version: (last?.version ?? 0) + 1, levels, basis, criteria, renewedAt: now };
}

/** Whether enough others have rated somebody who is not among the known. */
function someCrowdIsNew({ players }: Squad, counting: Ballot[], known: Levels): boolean {
  return players.some(({ id }) => !Object.hasOwn(known, id) && isCrowd(id, counting));
}

function isCrowd(playerId: string, counting: Ballot[]): boolean {
  let raters = 0;
  return counting.some(({ ratings }) => {
    if (Object.hasOwn(ratings, playerId)) raters += 1;
    return raters >= CROWD;
  });
}

function mayMove(squad: Squad, last: Snapshot, basis: Record<string, string>, criteria: string): boolean {
  const raters = new Set([...Object.keys(last.basis), ...Object.keys(basis)]);
  const changed = [...raters].filter((rater) => last.basis[rater] !== basis[rater]).length;
  if (changed === 0) return criteria !== last.criteria;
  return changed >= changesNeeded(squad);
}

/**
 * Small squads have no six: there it is everybody beside the first crowd, so that the ballots of all who rate once are
 * all in; three at the very least.
 */
function changesNeeded(squad: Squad): number {
  return Math.max(CROWD, Math.min(CHANGED_RATERS, mayRate(squad) - CROWD));
}

/** How many members' ballots could count, once they rate. */
function mayRate({ rules, members }: Squad): number {
  return rules.raters === 'anyone' ? members.length : members.filter(({ playerId }) => playerId).length;
}

/** Of each rater whose ballot counts: its version and whom he claims, which together decide what of it counts. */
function basisOf(squad: Squad, counting: Ballot[]): Record<string, string> {
  const claims = new Map(squad.members.map(({ accountId, playerId }) => [accountId, playerId ?? '']));
  return Object.fromEntries(
    counting.map(({ accountId, version }) => [accountId, `${version}:${claims.get(accountId) ?? ''}`]),
  );
}

/** What members may see of a level: at 0.1. */
export function publishedLevel(snapshot: Snapshot | undefined, playerId: string): Level | undefined {
  const level = snapshot && Object.hasOwn(snapshot.levels, playerId) ? snapshot.levels[playerId] : undefined;
  return level && { ...level, level: atStep(level.level), uncertainty: atStep(level.uncertainty) };
}

function atStep(value: number): number {
  return Math.round(value * STEPS_PER_LEVEL) / STEPS_PER_LEVEL;
}
