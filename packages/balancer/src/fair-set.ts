import { enumerate } from './enumerate.ts';
import { forecast } from './forecast.ts';
import { gibbs } from './gibbs.ts';
import { log2 } from './logarithm.ts';
import { probe, type Trial } from './probe.ts';
import type { Bounds } from './prove.ts';
import { type Random, seededRandom } from './random.ts';
import { isRuled, shuffleTrial } from './shuffle-trial.ts';
import type { Space } from './space.ts';
import type { FairSet, Optimum, Task, Teams } from './task.ts';

/** Up to this many players every fair split is counted, however many there are. */
const COUNTED_PLAYERS = 12;
/** Above, up to this many. */
const LISTED = 10_000;
/** Where nothing else is left, up to this many. */
const MANY = 300_000;
/** Steps spent on finding out whether there are few. */
const TRIED_STEPS = 40_000;
/** Attempts that rejection may take: about a millisecond for each 10 000. */
const ATTEMPTS = 150_000;
/** Attempts spent on estimating the number of fair splits. */
const ESTIMATE_ATTEMPTS = 1000;
const ESTIMATE_HITS = 12;
const GIBBS_TEAM = 5;
/** Steps by which the tolerance is lowered when the fair set is too large to draw from uniformly. */
const STEPS = [0.8, 0.6, 0.4, 0.3, 0.2, 0.1, 0.05, 0.02];

/**
 * The set of splits with gap ≤ limit, prepared for uniform drawing by the first of these that is affordable: all of them
 * listed; rejection; all within a lower limit (not below the optimum) listed; block Gibbs, which is approximate and says so.
 */
export function fairSet(
  task: Task,
  space: Space | undefined,
  bounds: Bounds,
  optimum: Optimum,
  limit: number,
): FairSet {
  const list = (within: number, most: number, steps: number) =>
    space && listSet(space, bounds, within, most, Math.min(steps, task.budget.left));
  if (task.shape.players <= COUNTED_PLAYERS) {
    const all = list(limit, Infinity, Infinity);
    if (all) return all;
  }
  // The forecast knows nothing of rules, stars and classes: there, trying is the only way to know.
  const few = forecast(task, limit) <= 3 * LISTED;
  const usual = few || (limit > optimum.gap && task.layout.items.every((_, item) => !isRuled(task, item)));
  const listed = !few && usual ? undefined : list(limit, LISTED, few ? Infinity : TRIED_STEPS);
  if (listed) return listed;
  const trial = (space && probe(space, limit, bounds)) ?? shuffleTrial(task, limit);
  const rejection = rejectionSet(task, trial, limit);
  if (rejection) return rejection;
  for (const step of limit > optimum.gap ? STEPS : []) {
    const lower = Math.max(optimum.gap, Math.floor(limit * step));
    const set = forecast(task, lower) < 3 * LISTED || lower === optimum.gap ? list(lower, LISTED, Infinity) : undefined;
    if (set) return set;
  }
  return list(optimum.gap, MANY, Infinity) ?? gibbsSet(task, optimum, limit);
}

function listSet(space: Space, bounds: Bounds, limit: number, most: number, steps: number): FairSet | undefined {
  const { budget } = space.task;
  const others = budget.left - steps;
  budget.left = steps;
  const listing = enumerate(space, limit, bounds, most);
  budget.left += others;
  if (listing === undefined || listing.count === 0) return undefined;
  return {
    limit,
    count: listing.count,
    exact: true,
    complete: true,
    picking: 'uniform among all, listed',
    pick(random, accept) {
      // Rejection first: testing all of them takes longer where many will do.
      for (let tries = 0; tries < 8; tries++) {
        const teams = listing.at(random.below(listing.count));
        if (accept(teams)) return teams;
      }
      const accepted = Array.from({ length: listing.count }, (_, i) => i).filter((i) => accept(listing.at(i)));
      const chosen = accepted[random.below(Math.max(1, accepted.length))];
      return chosen === undefined ? undefined : listing.at(chosen);
    },
  };
}

function rejectionSet(task: Task, trial: Trial, limit: number): FairSet | undefined {
  // Rules thin out both sides, so the forecast is only a hint.
  if (trial.bits - log2(forecast(task, limit)) > log2(8 * ATTEMPTS)) return undefined;
  const random = seededRandom('estimate');
  let [hits, attempts] = [0, 0];
  while (attempts < ESTIMATE_ATTEMPTS ? hits < ESTIMATE_HITS : hits === 0) {
    if (++attempts > ATTEMPTS || --task.budget.left < 0) return undefined;
    if (trial.attempt(random)) hits++;
  }
  return {
    limit,
    count: twoDigits(2 ** Math.min(900, trial.bits) * (hits / attempts)),
    exact: false,
    complete: false,
    picking: `uniform by ${trial.name}`,
    pick(random, accept) {
      for (let tries = 0; tries < 4 * ATTEMPTS && task.budget.left-- > 0; tries++) {
        const teams = trial.attempt(random);
        if (teams && accept(teams)) return teams;
      }
      return undefined;
    },
  };
}

function gibbsSet(task: Task, optimum: Optimum, limit: number): FairSet {
  const mixes = task.shape.small >= GIBBS_TEAM;
  return {
    limit,
    count: twoDigits(forecast(task, limit)),
    exact: false,
    complete: false,
    picking: `approximately uniform by block Gibbs${mixes ? '' : ', which mixes slowly in teams this small'}`,
    pick(random: Random, accept: (teams: Teams) => boolean) {
      for (let tries = 0; tries < 4; tries++) {
        const teams = gibbs(task, optimum.teams, limit, random);
        if (accept(teams)) return teams;
      }
      return undefined;
    },
  };
}

/** An estimate, rounded to what it is worth. */
function twoDigits(count: number): number {
  if (!(count < 1e300)) return 1e300;
  let unit = 1;
  while (count / unit >= 100) unit *= 10;
  return Math.max(1, Math.round(count / unit)) * unit;
}
