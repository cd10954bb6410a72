import { spending } from './budget.ts';
import { enumerate } from './enumerate.ts';
import { gibbs } from './gibbs.ts';
import type { Bounds } from './prove.ts';
import type { Random } from './random.ts';
import { type ShuffleTrial, shuffleTrial } from './shuffle-trial.ts';
import { type Space, spaceOf } from './space.ts';
import type { FairSet, Optimum, Task, Teams } from './task.ts';

/** Up to this many players every fair split is counted, however many there are. */
const COUNTED_PLAYERS = 12;
/** Above, up to this many. */
const LISTED = 10_000;
/** With the tolerance lowered, about up to this many: they have to be listed with what work is left. */
const LOWERED = 2000;
/** A forecast may be wrong by this much. */
const DOUBT = 1.2;
/** Steps spent on finding out whether there are few, where no forecast can tell. */
const TRIED_STEPS = 40_000;
/** Steps that rejection may take before the tolerance is lowered; and its share of the work left where that would not help. */
const REJECTION = { before: 80_000, only: 0.9 };
/** By how much the tolerance is lowered at a time when the fair set is too large to draw from uniformly. */
const STEP = 0.8;

/**
 * The set of splits with gap ≤ limit. Few are all listed. Of more, the number is estimated, and one is drawn by the first of these
 * that succeeds: rejection; all within a lower limit (not below the optimum) listed; block Gibbs, which is approximate and says so.
 */
export function fairSet(task: Task, bounds: Bounds, optimum: Optimum, limit: number): FairSet {
  const space = spaceOf(task);
  const trial = shuffleTrial(task, limit);
  const expected = trial.foreseen(limit);
  const few = task.shape.players <= COUNTED_PLAYERS;
  // The forecast knows nothing of stars and classes: there, trying is the only way to know.
  const unsure = limit === optimum.gap && expected > DOUBT * LISTED;
  if (space && (few || unsure || expected <= DOUBT * LISTED)) {
    const listed = listSet(
      space,
      bounds,
      limit,
      few ? Infinity : LISTED,
      unsure ? TRIED_STEPS : task.budget.left / (few ? 1 : 3),
    );
    if (listed?.count) return listed;
  }
  const lowerable = space && (limit === optimum.gap || trial.foreseen(optimum.lowerBound) <= LISTED);
  return {
    limit,
    count: twoDigits(expected),
    exact: false,
    blind: true,
    pick(random, accept) {
      const { budget } = task;
      const tried = (most: number) =>
        spending(budget, budget.left - most, () => reject(task, trial, limit, random, accept));
      const quick = trial.cost * trial.outcomes < REJECTION.before * expected;
      return (
        (lowerable && quick ? tried(Math.min(REJECTION.before, budget.left / 3)) : undefined) ??
        (lowerable ? lowered(space, bounds, optimum, limit, trial)?.pick(random, accept) : undefined) ??
        tried(budget.left * REJECTION.only) ??
        approximate(task, optimum, limit, random, accept)
      );
    },
  };
}

type Accept = (teams: Teams) => boolean;

function reject({ budget }: Task, trial: ShuffleTrial, limit: number, random: Random, accept: Accept) {
  for (; budget.left > 0; budget.left -= trial.cost) {
    const teams = trial.attempt(random);
    if (teams && accept(teams)) return { teams, limit, picking: 'uniform by rejection' };
  }
  return undefined;
}

/** The largest step below the limit that leaves few enough splits to list them. */
function lowered(space: Space, bounds: Bounds, { lowerBound }: Optimum, limit: number, trial: ShuffleTrial) {
  // Within `low` there is none; within `high` there are too many.
  let [low, high, lower] = [lowerBound - 1, limit, limit];
  while (lower > lowerBound && trial.foreseen(lower) > LOWERED) lower = Math.max(lowerBound, Math.floor(lower * STEP));
  while (lower > low) {
    const set = listSet(space, bounds, lower, 2 * LISTED, space.task.budget.left / 2);
    if (set?.count) return set;
    if (set) low = lower;
    else high = lower;
    lower = (low + high) >> 1;
  }
  return undefined;
}

function listSet(space: Space, bounds: Bounds, limit: number, most: number, steps: number): FairSet | undefined {
  const { budget } = space.task;
  const reserve = Math.max(0, budget.left - steps);
  const listing = spending(budget, reserve, () => enumerate(space, limit, bounds, most));
  if (listing === undefined) return undefined;
  return {
    limit,
    count: listing.count,
    exact: true,
    blind: false,
    pick(random, accept, tries = Infinity) {
      // Each at most once: what is taken from the place of an earlier one stands there.
      const moved = new Map<number, number>();
      for (let left = listing.count; left > 0 && listing.count - left < tries; left--) {
        const place = random.below(left);
        const index = moved.get(place) ?? place;
        const teams = listing.at(index);
        if (accept(teams)) return { teams, limit, picking: 'uniform among all, listed' };
        moved.set(place, moved.get(left - 1) ?? left - 1);
      }
      return undefined;
    },
  };
}

function approximate(task: Task, optimum: Optimum, limit: number, random: Random, accept: Accept) {
  for (let tries = 0; tries < 4; tries++) {
    const teams = gibbs(task, optimum.teams, limit, random);
    if (accept(teams)) return { teams, limit, picking: 'approximately uniform by block Gibbs' };
  }
  return undefined;
}

/** An estimate, rounded to what it is worth. */
function twoDigits(count: number): number {
  if (!(count < 1e300)) return 1e300;
  let unit = 1;
  while (count / unit >= 100) unit *= 10;
  return Math.max(1, Math.round(count / unit)) * unit;
}
