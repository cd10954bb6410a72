import type { Ballot } from './ballot.ts';
import { countingBallots, internalLevels, type Levels } from './levels.ts';
import type { Squad } from './squad.ts';

/** As many others must have rated a player, or changed something, before a number may show it. */
export const CROWD = 3;
const STEP = 0.1;
/** After so long a rater's change counts towards a renewal again, even if he took part in the last one. */
const REST_MS = 24 * 60 * 60 * 1000;

/**
 * The squad's levels as they were when they were last renewed. What is read from it between two renewals is the same
 * for everybody, so that reading before and after somebody rated tells nothing of that rating.
 */
export interface Snapshot {
  squadId: string;
  version: number;
  /** Internal levels at the renewal. */
  internal: Levels;
  /** What members may see: only players rated by enough others, at 0.1. */
  published: Levels;
  /** Which state of whose ballot it was made from. */
  basis: Record<string, string>;
  /** Whose changes made the last renewal. */
  renewedBy: string[];
  /** ISO 8601, UTC. */
  renewedAt: string;
}

/**
 * The next snapshot, or undefined while it must not be renewed: until at least three different raters changed
 * something, of whom none had a part in the last renewal (or that was a day ago). Without that rest three friends
 * could renew at will, and find one more rating by what it changed.
 */
export function renewed(
  squad: Squad,
  ballots: Ballot[],
  last: Snapshot | undefined,
  now: string,
): Snapshot | undefined {
  const basis = basisOf(squad, ballots);
  const changed = changedRaters(last?.basis ?? {}, basis);
  const resting = last && Date.parse(now) - Date.parse(last.renewedAt) < REST_MS ? new Set(last.renewedBy) : new Set();
  if (changed.filter((rater) => !resting.has(rater)).length < CROWD) return undefined;
  const internal = internalLevels(squad, ballots);
  return {
    squadId: squad.squadId,
    version: (last?.version ?? 0) + 1,
    internal,
    published: publishable(internal, last?.published ?? {}),
    basis,
    renewedBy: changed,
    renewedAt: now,
  };
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

function changedRaters(before: Record<string, string>, after: Record<string, string>): string[] {
  const raters = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...raters].filter((rater) => before[rater] !== after[rater]);
}

/** A level already published moves only once it is a full step off, so that a threshold tells less than a digit. */
function publishable(internal: Levels, last: Levels): Levels {
  const enough = Object.entries(internal).filter(([, { ratings }]) => ratings >= CROWD);
  return Object.fromEntries(
    enough.map(([playerId, { level, uncertainty, ratings }]) => {
      const before = last[playerId]?.level;
      const stays = before !== undefined && Math.abs(level - before) < STEP;
      return [playerId, { level: stays ? before : atStep(level), uncertainty: atStep(uncertainty), ratings }];
    }),
  );
}

function atStep(value: number): number {
  return Math.round(value / STEP) / Math.round(1 / STEP);
}
