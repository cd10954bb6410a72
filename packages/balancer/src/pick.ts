import { spending } from './budget.ts';
import { layOut, type PlayerGroup } from './layout.ts';
import { pack } from './packing.ts';
import type { Problem } from './problem.ts';
import type { Random } from './random.ts';
import { type Solution, solve } from './solve.ts';
import { keepsGroups, starsApart, weakestApart } from './stars.ts';
import type { Drawn, FairSet, Task, Teams } from './task.ts';

/** Splits of the fair set that are looked at for one with stars apart, before these are made a condition of the search. */
const TRIES = 24;
/** Steps that may be spent on finding out whether stars can be apart. */
const NARROWING = 60_000;

/** Which split was drawn, and how. */
export interface Picked extends Drawn {
  readonly starsApart: boolean;
}

/**
 * Draws from the fair set: never a split that was drawn before, unless nothing else is fair; where some of the fair splits
 * have the best players apart, from these; of those, where some have the weakest apart as well, from these.
 */
export function pickFair(
  problem: Problem,
  task: Task,
  solution: Solution,
  fair: FairSet,
  random: Random,
  repeated: (teams: Teams) => boolean,
): Picked {
  const stars = starsApart(problem);
  const from = (accept: (teams: Teams) => boolean) => preferred(problem, task, fair, random, stars, accept);
  const optimum: Drawn = { teams: solution.optimum.teams, limit: fair.limit, picking: 'the optimum' };
  const drawn = from((split) => !repeated(split)) ?? from(() => true) ?? optimum;
  return { ...drawn, starsApart: isApart(problem, drawn.teams, stars) };
}

/** Of the fair splits that are accepted, one of those with the best and the weakest apart, as far as there are some. */
function preferred(
  problem: Problem,
  task: Task,
  fair: FairSet,
  random: Random,
  stars: readonly PlayerGroup[],
  accept: (teams: Teams) => boolean,
): Drawn | undefined {
  const weakest = weakestApart(problem);
  for (const extra of [[...stars, ...weakest], stars, weakest]) {
    const layout = layOut(problem, problem.rules, extra);
    if (layout === undefined) continue;
    const wanted = (teams: Teams) => keepsGroups(layout.groups, teams) && accept(teams);
    const direct = fair.blind ? undefined : fair.pick(random, wanted, TRIES);
    const drawn = direct ?? within({ ...task, layout }, fair.limit)?.pick(random, accept);
    if (drawn) return drawn;
  }
  return fair.pick(random, accept);
}

/** The fair splits that also keep the extra groups; undefined when none was found. */
function within(task: Task, limit: number): FairSet | undefined {
  const { budget, layout, shape } = task;
  const search = () => (pack(layout, shape, budget) === 'impossible' ? undefined : solve(task, limit));
  const solution = spending(budget, NARROWING, search);
  return solution && solution.optimum.gap <= limit ? solution.fairSet(limit) : undefined;
}

/** Whether teams (of items) keep groups of players. */
export function isApart(problem: Problem, teams: Teams, groups: readonly PlayerGroup[]): boolean {
  const layout = layOut(problem, problem.rules, groups);
  return layout !== undefined && keepsGroups(layout.groups, teams);
}
