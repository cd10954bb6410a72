import type { Level } from '@besteam/balancer';
import type { Ballot } from './ballot.ts';
import { countingBallots, internalLevels, type Levels } from './levels.ts';
import type { Squad } from './squad.ts';

/** As many others must have rated a player before a number may show it. */
export const CROWD = 3;
/** So many may be friends who change something whenever they like, to see what it hides. */
const FRIENDS = 3;
/**
 * As many raters must have changed something before levels move, in squads where so many may rate: a crowd beside the
 * friends. (Measured in `privacy-of-ratings.unit.test.ts`: with one other the friends guess his rating 19–28 % more
 * often than from the level alone, with two up to 12 %, with three up to 4 %.)
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
 * The next snapshot, or undefined while nothing in it may move. A player's level appears with his third rating and
 * moves only with the whole: when enough raters changed something, or the owner changed the criteria while nobody did.
 */
export function renewed(
  squad: Squad,
  ballots: Ballot[],
  last: Snapshot | undefined,
  now: string,
): Snapshot | undefined {
  const basis = basisOf(squad, ballots);
  const criteria = JSON.stringify(squad.criteria.map(({ id, weight }) => [id, weight]));
  const internal = internalLevels(squad, ballots);
  const rated = Object.entries(internal).filter(([, { ratings }]) => ratings >= CROWD);
  const version = (last?.version ?? 0) + 1;
  const { squadId } = squad;
  if (last === undefined || mayMove(squad, last, basis, criteria)) {
    if (last === undefined && rated.length === 0) return undefined;
    return { squadId, version, levels: Object.fromEntries(rated), basis, criteria, renewedAt: now };
  }
  const newcomers = rated.filter(([playerId]) => !Object.hasOwn(last.levels, playerId));
  if (newcomers.length === 0) return undefined;
  return { ...last, version, levels: { ...last.levels, ...Object.fromEntries(newcomers) } };
}

function mayMove(squad: Squad, last: Snapshot, basis: Record<string, string>, criteria: string): boolean {
  const raters = new Set([...Object.keys(last.basis), ...Object.keys(basis)]);
  const changed = [...raters].filter((rater) => last.basis[rater] !== basis[rater]).length;
  if (changed === 0) return criteria !== last.criteria;
  return changed >= Math.max(CROWD, Math.min(CHANGED_RATERS, mayRate(squad)));
}

/** How many members' ballots could count, once they rate. */
function mayRate({ rules, members }: Squad): number {
  return rules.raters === 'anyone' ? members.length : members.filter(({ playerId }) => playerId).length;
}

/** Of each rater whose ballot counts: its version and whom he claims, which together decide what of it counts. */
function basisOf(squad: Squad, ballots: Ballot[]): Record<string, string> {
  const claims = new Map(squad.members.map(({ accountId, playerId }) => [accountId, playerId ?? '']));
  return Object.fromEntries(
    countingBallots(squad, ballots).map(({ accountId, version }) => [
      accountId,
      `${version}:${claims.get(accountId) ?? ''}`,
    ]),
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
