import { layOut, type PlayerGroup } from './layout.ts';
import { pack } from './packing.ts';
import type { Problem } from './problem.ts';
import type { Random } from './random.ts';
import { type Solution, solve } from './solve.ts';
import { keepsGroups, starsApart, weakestApart } from './stars.ts';
import type { FairSet, Task, Teams } from './task.ts';

/** Which split was drawn, and from what. */
export interface Picked {
  readonly teams: Teams;
  readonly starsApart: boolean;
  /** The set it was drawn from: the fair set, or its part with stars apart. */
  readonly from: FairSet;
}

/**
 * Draws from the fair set: where some fair splits have the best players apart, from these; of those, where some
 * have the weakest apart as well, from these; and never one that was drawn before, unless nothing else remains.
 */
export function pickFair(
  problem: Problem,
  task: Task,
  solution: Solution,
  fair: FairSet,
  random: Random,
  repeated: (teams: Teams) => boolean,
): Picked {
  const [stars, weakest] = [starsApart(problem), weakestApart(problem)];
  for (const extra of [[...stars, ...weakest], stars, weakest]) {
    const layout = layOut(problem, problem.rules, extra);
    if (layout === undefined) continue;
    const groups = layout.groups.slice(-extra.length);
    const matches = (teams: Teams) => keepsGroups(groups, teams);
    const apart = extra !== weakest;
    const direct = fair.kind === 'blind' ? undefined : fair.pick(random, (teams) => matches(teams) && !repeated(teams));
    if (direct) return { teams: direct, starsApart: apart, from: fair };
    if (fair.kind === 'listed') {
      const again = fair.pick(random, matches);
      if (again) return { teams: again, starsApart: apart, from: fair };
      continue;
    }
    const narrowed = within({ ...task, layout }, fair.limit, random);
    const teams = narrowed?.pick(random, (split) => !repeated(split)) ?? narrowed?.pick(random, () => true);
    if (narrowed && teams) return { teams, starsApart: apart, from: narrowed };
  }
  const teams =
    fair.pick(random, (split) => !repeated(split)) ?? fair.pick(random, () => true) ?? solution.optimum.teams;
  return { teams, starsApart: isApart(problem, teams, stars), from: fair };
}

/** The fair splits that also keep the extra groups; undefined when none was found. */
function within(task: Task, limit: number, random: Random): FairSet | undefined {
  if (pack(task.layout, task.shape, task.budget) === 'impossible') return undefined;
  const solution = solve(task, limit);
  return solution && solution.optimum.gap <= limit ? solution.fairSet(limit, random) : undefined;
}

/** Whether teams (of items) keep groups of players. */
export function isApart(problem: Problem, teams: Teams, groups: readonly PlayerGroup[]): boolean {
  const layout = layOut(problem, problem.rules, groups);
  return layout !== undefined && keepsGroups(layout.groups.slice(-groups.length), teams);
}
