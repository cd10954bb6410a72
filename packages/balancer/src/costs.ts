import type { Budget } from './budget.ts';
import { layOut } from './layout.ts';
import type { Problem } from './problem.ts';
import { toLevels } from './shape.ts';
import { solve } from './solve.ts';
import type { Optimum } from './task.ts';
import type { Rule, RuleCost } from './types.ts';

/**
 * What each rule costs: the optimum with all rules, less the optimum without this one. Where the optimum is no worse than
 * without any rule at all, nothing costs anything and only that one search is made.
 */
export function ruleCosts(problem: Problem, optimum: Optimum, budget: Budget): RuleCost[] {
  const free = problem.rules.map((_, rule) => ({ rule, gap: 0 }));
  if (problem.rules.length === 0 || bestGap(problem, [], optimum.gap, budget) >= optimum.gap) return free;
  return free.map(({ rule }) => {
    const others = problem.rules.filter((_, index) => index !== rule);
    const gap = Math.max(0, optimum.gap - bestGap(problem, others, -1, budget));
    return { rule, gap: toLevels(problem.shape, gap) };
  });
}

/** The best gap under some of the rules; the search stops at `enough`. */
function bestGap(problem: Problem, rules: readonly Rule[], enough: number, budget: Budget): number {
  const layout = layOut(problem, rules);
  const task = layout && { values: problem.values, layout, shape: problem.shape, budget };
  return (task && solve(task, enough)?.optimum.gap) ?? Infinity;
}
