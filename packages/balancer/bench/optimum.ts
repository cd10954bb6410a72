import { budgetOf } from '../src/budget.ts';
import { layOut } from '../src/layout.ts';
import { isRefusal, readProblem } from '../src/problem.ts';
import { toLevels } from '../src/shape.ts';
import { solve } from '../src/solve.ts';
import type { Player, Rule } from '../src/types.ts';

/** Only the proof, without fair set and drawing: the optimum and its lower bound in levels. */
export function optimumOf(players: Player[], teams: number, rules: Rule[] = []): { gap: number; lowerBound: number } {
  const problem = readProblem({ players, teams, rules });
  if (isRefusal(problem)) throw new Error(problem.reason);
  const layout = layOut(problem, rules);
  const task = layout && { values: problem.values, layout, shape: problem.shape, budget: budgetOf(30) };
  const optimum = task && solve(task)?.optimum;
  if (!optimum) throw new Error('no split');
  return { gap: toLevels(problem.shape, optimum.gap), lowerBound: toLevels(problem.shape, optimum.lowerBound) };
}
