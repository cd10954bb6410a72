import type { Budget } from './budget.ts';
import { latticeBound } from './lattice.ts';
import { layOut } from './layout.ts';
import type { Problem } from './problem.ts';
import { toLevels } from './shape.ts';
import { type Known, solve } from './solve.ts';
import type { Optimum } from './task.ts';
import type { Rule, RuleCost } from './types.ts';

/**
 * What each rule costs: the optimum with all rules, less the optimum without this one. Nothing costs anything where the optimum is as
 * even as the levels allow, or as without any rule at all; else no search need go below what is proven without any.
 */
export function ruleCosts(problem: Problem, optimum: Optimum, budget: Budget): RuleCost[] {
  const { values, shape, rules } = problem;
  const under = (some: readonly Rule[], known: Known): Known => {
    const layout = layOut(problem, some);
    return (layout && solve({ values, layout, shape, budget }, -1, known)?.optimum) ?? known;
  };
  const known = { ...optimum, lowerBound: latticeBound(values, shape) };
  const free = optimum.gap > known.lowerBound ? under([], known) : known;
  return rules.map((_, rule) => {
    const without = free.gap < optimum.gap ? under(rules.toSpliced(rule, 1), { ...free, gap: optimum.gap }) : known;
    return { rule, gap: toLevels(shape, optimum.gap - without.gap) };
  });
}
