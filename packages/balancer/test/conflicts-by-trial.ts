import { bruteForce } from '../src/brute-force.ts';
import type { Case } from './squads.ts';

/** A smallest set of rules under which there is no split, by trying all sets of rules. */
export function smallestConflictByTrial(input: Case): number[] {
  let smallest = input.rules.map((_, index) => index);
  for (let set = 1; set < 2 ** input.rules.length; set++) {
    const chosen = input.rules.flatMap((_, index) => ((set >> index) % 2 === 1 ? [index] : []));
    if (chosen.length >= smallest.length) continue;
    const rules = chosen.flatMap((index) => input.rules[index] ?? []);
    if (bruteForce({ ...input, rules }, 0).legal === 0) smallest = chosen;
  }
  return smallest;
}
