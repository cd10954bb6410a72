import type { Rule } from '@besteam/contracts/matches';

/** What the contract calls the one at this place of a draw's extras: `extra-1`, `extra-2`, … */
export function ringerId(index: number): string {
  return `extra-${index + 1}`;
}

/** Whether a rule is about one of them, and so about this match alone. */
export function namesRinger(rule: Rule): boolean {
  return JSON.stringify(rule).includes('"extra-');
}
