import type { Budget } from './budget.ts';
import { layOut } from './layout.ts';
import { pack } from './packing.ts';
import type { Problem } from './problem.ts';

/**
 * A smallest set of rules (indices, ascending) that cannot hold together; undefined when all can.
 *
 * Implicit hitting sets (Ignatiev, Previti, Liffiton, Marques-Silva, "Smallest MUS Extraction with Minimal Hitting Set
 * Dualization", CP 2015): whatever is left out of a maximal set of rules that can hold must be hit by every conflict,
 * so the smallest set that hits all of them, once it cannot hold itself, is a smallest conflict.
 * When the budget runs out the conflict found by leaving rules out one by one is given: it is minimal, maybe not smallest.
 */
export function smallestConflict(problem: Problem, budget: Budget): number[] | 'undecided' | undefined {
  const all = problem.rules.map((_, index) => index);
  const whole = holds(problem, all, budget);
  if (whole !== false) return whole === 'undecided' ? whole : undefined;
  const minimal = leaveOut(problem, all, budget);
  const leftovers: number[][] = [];
  while (budget.left > 0) {
    const candidate = smallestHittingSet(leftovers, minimal.length);
    if (candidate === undefined) break;
    if (holds(problem, candidate, budget) === false) return candidate;
    const kept = [...candidate];
    const left = all.filter((rule) => {
      if (candidate.includes(rule)) return false;
      if (holds(problem, [...kept, rule], budget) === false) return true;
      kept.push(rule);
      return false;
    });
    leftovers.push(left);
  }
  return minimal;
}

function holds(problem: Problem, chosen: readonly number[], budget: Budget): boolean | 'undecided' {
  const rules = chosen.flatMap((index) => problem.rules[index] ?? []);
  budget.left -= 20 + problem.values.length;
  const layout = layOut(problem, rules);
  if (layout === undefined) return false;
  const packing = pack(layout, problem.shape, budget);
  return packing === 'impossible' ? false : packing === 'undecided' ? packing : true;
}

function leaveOut(problem: Problem, conflict: readonly number[], budget: Budget): number[] {
  let minimal = [...conflict];
  for (const rule of conflict) {
    const without = minimal.filter((other) => other !== rule);
    if (holds(problem, without, budget) === false) minimal = without;
  }
  return minimal;
}

/** A smallest set with a member of each of the sets; undefined when it takes `limit` members or more. */
function smallestHittingSet(sets: readonly number[][], limit: number): number[] | undefined {
  for (let size = 0; size < limit; size++) {
    const found = hittingSet(sets, size, []);
    if (found) return found.toSorted((a, b) => a - b);
  }
  return undefined;
}

/** Branches on the members of a set that is not hit yet. */
function hittingSet(sets: readonly number[][], size: number, chosen: readonly number[]): readonly number[] | undefined {
  const unhit = sets.find((set) => !set.some((rule) => chosen.includes(rule)));
  if (unhit === undefined) return chosen;
  if (chosen.length === size) return undefined;
  for (const rule of unhit) {
    const found = hittingSet(sets, size, [...chosen, rule]);
    if (found) return found;
  }
  return undefined;
}
