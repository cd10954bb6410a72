import { budgetOf } from './budget.ts';
import { type Search, wholeTask } from './candidates.ts';
import { refuseConflicts } from './draw.ts';
import { layOut } from './layout.ts';
import type { Pair } from './pair.ts';
import { isRefusal, readProblem } from './problem.ts';
import { seat, toIds } from './result.ts';
import { explore } from './search.ts';
import { toLevels } from './shape.ts';
import { solve } from './solve.ts';
import { members, type Space, spaceOf } from './space.ts';
import { gapOf, type Task, type Teams } from './task.ts';
import { listTwoTeams } from './two-teams.ts';
import type { Split, SplitInput } from './types.ts';
import { evenWithin, type PairSet, splitsWithin } from './window.ts';

/** The largest number of splits that {@link best} lists. */
export const MAX_BEST = 100;

/** Work allowed, in milliseconds of {@link WORK_PER_MS}. */
const TIME_LIMIT_MS = 200;

interface Ranked {
  readonly teams: Teams;
  readonly gap: number;
}

/**
 * The `count` (1–100) fairest distinct splits under the rules, fairest first (gap in levels); fewer where there are fewer.
 * Which of several equally fair ones are listed last is left open. Empty for an invalid input or rules that cannot hold. Complete
 * for two teams up to 40 players, and else where the search ends within its limit; beyond, the best ones found.
 */
export function best(input: SplitInput, count: number): Split[] {
  const problem = readProblem(input);
  const most = Math.min(Math.floor(count), MAX_BEST);
  const budget = budgetOf(TIME_LIMIT_MS);
  if (isRefusal(problem) || !(most >= 1) || refuseConflicts(problem, budget)) return [];
  const layout = layOut(problem, problem.rules);
  if (!layout) return [];
  const task = { values: problem.values, layout, shape: problem.shape, budget };
  return fairestOf(task, most).map(({ teams, gap }) => ({
    teams: toIds(problem, seat(problem, layout, teams)),
    gap: toLevels(problem.shape, gap),
  }));
}

/** The same as teams of items and their gaps. */
export function fairestOf(task: Task, most: number): Ranked[] {
  const pair = task.shape.teams === 2 ? listTwoTeams(task) : undefined;
  if (pair) return fairestPairs(task, pair, most);
  const solution = solve(task);
  if (!solution) return [];
  const space = spaceOf(task);
  const found = space ? fairestCovers(space, solution.optimum.gap, most) : [];
  return found.length > 0 ? found : [solution.optimum];
}

/** The smallest window that holds enough splits: all within it, those on its edge last, as far as needed. */
function fairestPairs(task: Task, pair: Pair, most: number): Ranked[] {
  const within = (limit: number) => splitsWithin(pair, evenWithin(pair, limit));
  const widest = widestGap(task);
  let [low, high] = [0, 1];
  while (high < widest && within(high).count < most) [low, high] = [high + 1, 2 * high];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (within(middle).count >= most) high = middle;
    else low = middle + 1;
  }
  const ranked = (set: PairSet, count: number): Ranked[] =>
    Array.from({ length: Math.min(set.count, count) }, (_, rank) => {
      const teams = set.split(rank);
      return { teams, gap: gapOf(task, teams) };
    });
  const inner = evenWithin(pair, high - 1);
  const outer = evenWithin(pair, high);
  const nearer = ranked(splitsWithin(pair, inner), most);
  const below = splitsWithin(pair, (size) => ({ low: outer(size).low, high: inner(size).low - 1 }));
  const above = splitsWithin(pair, (size) => ({ low: inner(size).high + 1, high: outer(size).high }));
  const edge = high > 0 ? [...ranked(below, most), ...ranked(above, most)] : ranked(within(0), most);
  return [...nearer, ...edge].sort((a, b) => a.gap - b.gap).slice(0, most);
}

/** Branch and bound with the worst of the `most` best so far as the limit, from ever wider first limits. */
function fairestCovers(space: Space, optimum: number, most: number): Ranked[] {
  const { budget, shape } = space.task;
  const widest = widestGap(space.task);
  for (let limit = optimum; ; limit = 2 * limit + shape.scale) {
    const found: Ranked[] = [];
    const search: Search = {
      space,
      limit,
      masks: [],
      values: [],
      found(gap) {
        found.push({ teams: search.masks.map(members), gap });
        if (found.length < most) return;
        found.sort((a, b) => a.gap - b.gap).length = most;
        const worst = found.at(-1)?.gap ?? 0;
        search.limit = worst > optimum ? worst - 1 : -1;
      },
    };
    const complete = explore(search, wholeTask(space));
    if (found.length >= most || !complete || limit >= widest || budget.left < 0) {
      return found.sort((a, b) => a.gap - b.gap);
    }
  }
}

/** No two teams differ by more. */
function widestGap({ shape }: Task): number {
  return 500 * shape.scale * shape.players;
}
