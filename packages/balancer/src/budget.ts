/**
 * Search steps that count as one millisecond. Limits are counted in steps, never on a clock, so that the same input gives
 * the same draw on a phone and on a server. A step is one candidate looked at (a subset, a pair of list entries, a
 * swap); a laptop of 2022 does about this many in a millisecond.
 */
export const WORK_PER_MS = 20_000;

/** How many steps are left; everything that searches counts down and stops, honestly, below zero. */
export interface Budget {
  left: number;
}

export function budgetOf(milliseconds: number): Budget {
  return { left: milliseconds * WORK_PER_MS };
}

/** Does something with so much of the work that is left, or all of it. */
export function spending<T>(budget: Budget, most: number, work: () => T): T {
  const reserve = Math.max(0, budget.left - most);
  budget.left -= reserve;
  const result = work();
  budget.left = Math.max(0, budget.left) + reserve;
  return result;
}
