import { enumerate } from './enumerate.ts';
import { forecast } from './forecast.ts';
import { gibbs } from './gibbs.ts';
import { log2, logFactorial } from './logarithm.ts';
import { probe, type Trial } from './probe.ts';
import type { Bounds } from './prove.ts';
import { type Random, seededRandom } from './random.ts';
import { isRuled, shuffleTrial } from './shuffle-trial.ts';
import { MAX_BITS, type Space, spaceOf } from './space.ts';
import type { FairSet, Optimum, Task, Teams } from './task.ts';

/** Up to this many players every fair split is counted, however many there are. */
const COUNTED_PLAYERS = 12;
/** Above, up to this many. */
const LISTED = 10_000;
/** Where nothing else is left, up to this many. */
const MANY = 300_000;
/** Steps spent on finding out whether there are few. */
const TRIED_STEPS = 40_000;
/** Rules leave hardly ever less than one split in so many. */
const THINNED = 1000;
/** Attempts that rejection may take: about a millisecond for each 10 000. */
const ATTEMPTS = 150_000;
/** Shuffling is tried so often before all possible teams are listed. */
const SHUFFLES = 1500;
/** Attempts spent on estimating the number of fair splits. */
const ESTIMATE_ATTEMPTS = 600;
const ESTIMATE_HITS = 12;
const GIBBS_TEAM = 5;
/** Steps by which the tolerance is lowered when the fair set is too large to draw from uniformly. */
const STEPS = [0.8, 0.6, 0.4, 0.3, 0.2, 0.1, 0.05, 0.02];

/**
 * The set of splits with gap ≤ limit, prepared for uniform drawing by the first of these that is affordable: all of them
 * listed; rejection; all within a lower limit (not below the optimum) listed; block Gibbs, which is approximate and says so.
 * With `random` it is made to be drawn from at once, and its number may be a rough estimate.
 */
export function fairSet(task: Task, bounds: Bounds, optimum: Optimum, limit: number, random?: Random): FairSet {
  const counted = random === undefined;
  const space = spaceOf(task);
  const list = (within: number, most: number, steps: number) =>
    space && listSet(space, bounds, within, most, Math.min(steps, task.budget.left));
  if (counted && task.shape.players <= COUNTED_PLAYERS) {
    const all = list(limit, Infinity, Infinity);
    if (all) return all;
  }
  const expected = forecast(task, limit);
  const ruled = task.layout.items.some((_, item) => isRuled(task, item));
  // The forecast knows nothing of rules, stars and classes: there, trying is the only way to know.
  const unsure = counted && (limit === optimum.gap || (ruled && expected < THINNED * LISTED));
  const listed = expected <= 1.2 * LISTED || unsure ? list(limit, LISTED, unsure ? TRIED_STEPS : Infinity) : undefined;
  if (listed) return listed;
  // Of an ordinary fair set the forecast is estimate enough; what it takes to draw from it is prepared when it is drawn from.
  const prepare = (numbers?: Random) => drawable(task, space, bounds, optimum, limit, numbers);
  return counted && !unsure && !ruled ? lazySet(limit, expected, prepare) : prepare(random);
}

/** With `random`: the first split found is kept to be picked; without: splits are found only to estimate their number. */
function drawable(
  task: Task,
  space: Space | undefined,
  bounds: Bounds,
  optimum: Optimum,
  limit: number,
  random: Random | undefined,
): FairSet {
  const list = (within: number, most: number) =>
    space && listSet(space, bounds, within, most, Math.max(0, task.budget.left));
  if (isWithinReach(task, limit)) {
    const shuffled = rejectionSet(task, shuffleTrial(task, limit), limit, random, SHUFFLES);
    const rejection = shuffled ?? probing(task, space, bounds, limit, random);
    if (rejection) return rejection;
  }
  for (const step of limit > optimum.gap ? STEPS : []) {
    const lower = Math.max(optimum.gap, Math.floor(limit * step));
    const set = forecast(task, lower) < 3 * LISTED || lower === optimum.gap ? list(lower, LISTED) : undefined;
    if (set) return set;
  }
  return list(optimum.gap, MANY) ?? gibbsSet(task, optimum, limit);
}

function probing(task: Task, space: Space | undefined, bounds: Bounds, limit: number, random: Random | undefined) {
  const trial = (space && probe(space, limit, bounds)) ?? shuffleTrial(task, limit);
  return rejectionSet(task, trial, limit, random, ATTEMPTS);
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
    kind: 'listed',
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

/** Undefined when the trial does not succeed often enough. */
function rejectionSet(
  task: Task,
  trial: Trial,
  limit: number,
  random: Random | undefined,
  most: number,
): FairSet | undefined {
  const numbers = random ?? seededRandom('estimate');
  const enough = random ? 1 : ESTIMATE_HITS;
  let [hits, attempts] = [0, 0];
  let pending: Teams | undefined;
  while (attempts < ESTIMATE_ATTEMPTS ? hits < enough : hits === 0) {
    task.budget.left -= trial.cost;
    if (++attempts > most || task.budget.left < 0) return undefined;
    const teams = trial.attempt(numbers);
    if (teams === undefined) continue;
    hits++;
    pending = random && teams;
  }
  return {
    limit,
    count: twoDigits(2 ** Math.min(900, trial.bits) * (hits / attempts)),
    exact: false,
    kind: 'blind',
    picking: `uniform by ${trial.name}`,
    pick(drawing, accept) {
      for (; task.budget.left > 0; task.budget.left -= trial.cost) {
        const teams = pending ?? trial.attempt(drawing);
        pending = undefined;
        if (teams && accept(teams)) return teams;
      }
      return undefined;
    },
  };
}

/** Whether rejection may succeed in time: with large teams shuffling must do, and its odds can be foreseen. */
function isWithinReach(task: Task, limit: number): boolean {
  const { shape, values } = task;
  const shuffles = logFactorial(shape.players) - log2(forecast(task, limit));
  const sizes = shape.big * logFactorial(shape.small + 1) + (shape.teams - shape.big) * logFactorial(shape.small);
  const labels = logFactorial(shape.big) + logFactorial(shape.teams - shape.big);
  return values.length <= MAX_BITS || shuffles - sizes - labels < log2(ATTEMPTS);
}

/** A fair set of which only the estimated number is known until it is drawn from. */
function lazySet(limit: number, expected: number, prepare: (random: Random) => FairSet): FairSet {
  let prepared: FairSet | undefined;
  return {
    limit,
    count: twoDigits(expected),
    exact: false,
    kind: 'blind',
    picking: 'uniform by rejection',
    pick(random, accept) {
      prepared ??= prepare(random);
      return prepared.pick(random, accept);
    },
  };
}

function gibbsSet(task: Task, optimum: Optimum, limit: number): FairSet {
  const mixes = task.shape.small >= GIBBS_TEAM;
  return {
    limit,
    count: twoDigits(forecast(task, limit)),
    exact: false,
    kind: 'blind',
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
