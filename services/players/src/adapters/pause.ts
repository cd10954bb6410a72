import { setTimeout as wait } from 'node:timers/promises';

const LONGEST_MS = 40;

/** A random moment, longer after each lost attempt, so that competing processes come apart. */
export function pause(attempt: number): Promise<void> {
  return wait(Math.random() * Math.min(LONGEST_MS, 2 ** attempt));
}
