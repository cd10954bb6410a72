import { type Budget, spending } from './budget.ts';
import { binomial } from './counting.ts';
import { enumerate } from './enumerate.ts';
import { gibbs } from './gibbs.ts';
import type { Random } from './random.ts';
import { ranked } from './ranked.ts';
import { shuffleTrial } from './shuffle-trial.ts';
import { type Space, spaceOf } from './space.ts';
import type { FairSet, Optimum, Task, Teams, Trial } from './task.ts';
import { teamTrial } from './team-trial.ts';

/** Up to this many players every fair split is counted, however many there are. */
const COUNTED_PLAYERS = 12;
/** Above, up to this many. */
const LISTED = 10_000;
/** A forecast may be wrong by a little. */
const FEW = 1.2 * LISTED;
/** Steps spent on finding out whether there are few, where no forecast can tell. */
const TRIED_STEPS = 40_000;
/** All teams are listed where shuffling would take more steps than this, and than this share of listing; up to so many. */
const SHUFFLES = 4000;
const SHARE = 1 / 12;
const LISTABLE = 600_000;
/** Steps of rejection after which the forecast may be wrong, and it is found out whether there are few. */
const PATIENCE = 30_000;
/** Ratio of the tolerances that are tried where the fair set is too large to draw from uniformly. */
const STEP = 1.25;

/**
 * The set of splits with gap ≤ limit. Few are all listed. Of more, the number is estimated, and one is drawn by the first of these
 * that succeeds: rejection; all within a lower limit (not below the optimum) listed; block Gibbs, which is approximate and says so.
 */
export function fairSet(task: Task, optimum: Optimum, limit: number): FairSet {
  const { budget, shape } = task;
  const space = spaceOf(task);
  const shuffles = shuffleTrial(task, limit);
  const expected = shuffles.foreseen(limit);
  const few = shape.players <= COUNTED_PLAYERS;
  // The forecast knows nothing of stars and classes: there, trying is the only way to know.
  const unsure = limit === optimum.lowerBound && expected > FEW;
  if (space && (few || unsure || expected <= FEW)) {
    const steps = unsure ? TRIED_STEPS : budget.left / 2;
    const listed = listSet(space, limit, few ? Infinity : LISTED, steps);
    if (listed?.count) return listed;
  }
  return {
    limit,
    count: twoDigits(expected),
    exact: false,
    blind: true,
    pick(random, accept) {
      const prefixes = binomial(shape.players, shape.small);
      const enough = Math.max(SHUFFLES, prefixes * SHARE);
      const reject = (trial: Trial, most: number) =>
        trial.cost * trial.outcomes < budget.left * expected
          ? spending(budget, most, () => rejection(budget, trial, limit, random, accept))
          : undefined;
      const list = (set: FairSet | undefined) => (set?.count ? set.pick(random, accept) : undefined);
      const listable = space && prefixes <= LISTABLE;
      const quick = shuffles.cost * shuffles.outcomes < enough * expected;
      const shuffled = quick || !listable ? reject(shuffles, listable ? 3 * enough : PATIENCE) : undefined;
      if (shuffled) return shuffled;
      const trial = listable ? teamTrial(space, limit) : shuffles;
      return (
        reject(trial, PATIENCE) ??
        list(space && listSet(space, limit, LISTED, TRIED_STEPS)) ??
        reject(trial, budget.left * 0.7) ??
        list(space && lowered(space, optimum, limit)) ??
        approximate(task, optimum, limit, random, accept)
      );
    },
  };
}

type Accept = (teams: Teams) => boolean;

function rejection(budget: Budget, { attempt, cost }: Trial, limit: number, random: Random, accept: Accept) {
  for (; budget.left > 0; budget.left -= cost) {
    const teams = attempt(random);
    if (teams && accept(teams)) return { teams, limit, picking: 'uniform by rejection' };
  }
  return undefined;
}

/** The widest of some limits from the lower bound up whose splits can be listed. */
function lowered(space: Space, { lowerBound }: Optimum, limit: number): FairSet | undefined {
  let widest: FairSet | undefined;
  for (let lower = lowerBound; lower < limit; lower = Math.ceil((lower + 1) * STEP)) {
    const set = listSet(space, lower, LISTED, space.task.budget.left / 2);
    if (set === undefined) break;
    widest = set;
  }
  return widest;
}

function listSet(space: Space, limit: number, most: number, steps: number): FairSet | undefined {
  const listing = spending(space.task.budget, steps, () => enumerate(space, limit, most));
  return listing && ranked(limit, listing.count, listing.at, 'uniform among all, listed');
}

function approximate(task: Task, optimum: Optimum, limit: number, random: Random, accept: Accept) {
  const teams = gibbs(task, optimum.teams, limit, random);
  return accept(teams) ? { teams, limit, picking: 'approximately uniform by block Gibbs' } : undefined;
}

/** An estimate, rounded to what it is worth. */
function twoDigits(count: number): number {
  return count < 1e300 ? Math.max(1, Number(count.toPrecision(2))) : 1e300;
}
