import { type Pair, pairOf } from './pair.ts';
import { ranked } from './ranked.ts';
import type { FairSet, Optimum, Task } from './task.ts';
import { evenest, evenWithin, splitsWithin } from './window.ts';

/** All splits into two teams, listed in two halves; undefined when there are too many players for that (above 40). */
export function listTwoTeams(task: Task): Pair | undefined {
  const { small, big } = task.shape;
  return pairOf(task, [...task.layout.items.keys()], [small, small + Math.min(1, big)]);
}

/** The fairest split into two teams, by looking at every pair of half-splits that could be it. */
export function evenestTwoTeams(pair: Pair): Optimum | undefined {
  const best = evenest(pair);
  return best && { ...best, lowerBound: best.gap, proof: 'meet in the middle' };
}

/** Every split with gap ≤ limit, counted exactly. */
export function fairTwoTeams(pair: Pair, limit: number): FairSet {
  const set = splitsWithin(pair, evenWithin(pair, limit));
  return ranked(limit, set.count, set.split, 'uniform by rank');
}
