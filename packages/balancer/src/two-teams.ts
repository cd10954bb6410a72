import { type Pair, pairOf } from './pair.ts';
import { factor } from './shape.ts';
import type { FairSet, Optimum, Task, Teams } from './task.ts';
import { evenest, evenWithin, type Factors, splitsWithin } from './window.ts';

/** Tries to meet a condition. */
const TRIES = 24;

/** All splits into two teams, listed in two halves; undefined when there are too many players for that (above 40). */
export function listTwoTeams({ layout, shape, budget }: Task): Pair | undefined {
  const sizes = shape.big > 0 ? [shape.small, shape.small + 1] : [shape.small];
  const all = layout.items.map((_, index) => index);
  const pair = pairOf(layout, all, sizes);
  if (pair) budget.left -= pair.cost;
  return pair;
}

/** The fairest split into two teams, by looking at every pair of half-splits that could be it. */
export function evenestTwoTeams(task: Task, pair: Pair): Optimum | undefined {
  const best = evenest(pair, factorsOf(task));
  if (best === undefined) return undefined;
  return { gap: best.gap, lowerBound: best.gap, teams: bothTeams(task, best.left), proof: 'meet in the middle' };
}

/** Every split with gap ≤ limit, counted exactly. */
export function fairTwoTeams(task: Task, pair: Pair, limit: number): FairSet {
  const set = splitsWithin(pair, evenWithin(pair, factorsOf(task), limit));
  return {
    limit,
    count: set.count,
    exact: true,
    blind: false,
    pick(random, accept, most = TRIES) {
      for (let tries = Math.min(most, TRIES, 4 * set.count); tries > 0; tries--) {
        const teams = bothTeams(task, set.split(random.below(set.count)));
        if (accept(teams)) return { teams, limit, picking: 'uniform by rank' };
      }
      return undefined;
    },
  };
}

export function factorsOf({ shape }: Task): Factors {
  return (size) => ({ left: factor(shape, size), right: factor(shape, shape.players - size) });
}

export function bothTeams({ layout }: Task, left: readonly number[]): Teams {
  const chosen = new Set(left);
  return [left, layout.items.flatMap((_, index) => (chosen.has(index) ? [] : [index]))];
}
