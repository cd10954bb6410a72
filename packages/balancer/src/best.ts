import { budgetOf } from './budget.ts';
import { descend } from './descent.ts';
import { layOut } from './layout.ts';
import { isRefusal, readProblem, type SplitInput } from './problem.ts';
import { seededRandom } from './random.ts';
import { seat, toIds } from './result.ts';
import { toLevels } from './shape.ts';
import type { Split } from './types.ts';

/** The largest number of splits that {@link best} lists. */
export const MAX_BEST = 100;

/** The `count` (1–100) fairest distinct splits, fairest first; fewer where there are fewer. Empty for an invalid input. */
export function best(input: SplitInput, count: number): Split[] {
  const problem = readProblem(input);
  if (isRefusal(problem) || !(count >= 1)) return [];
  const layout = layOut(problem, problem.rules);
  if (!layout) return [];
  const task = { values: problem.values, layout, shape: problem.shape, budget: budgetOf(50) };
  const random = seededRandom('best');
  const found = new Map<string, Split>();
  for (let i = 0; i < 10 * count && task.budget.left > 0; i++) {
    const next = descend(task, random);
    if (!next) break;
    const teams = toIds(problem, seat(problem, layout, next.teams));
    found.set(JSON.stringify(teams), { teams, gap: toLevels(problem.shape, next.gap) });
  }
  return [...found.values()].sort((a, b) => a.gap - b.gap).slice(0, Math.min(count, MAX_BEST));
}
