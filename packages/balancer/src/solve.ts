import { descend } from './descent.ts';
import { latticeBound } from './lattice.ts';
import type { Pair } from './pair.ts';
import { seededRandom } from './random.ts';
import type { FairSet, Optimum, Task } from './task.ts';
import { evenestTwoTeams, fairTwoTeams, listTwoTeams } from './two-teams.ts';

/** The fairest split that can be found within the budget, what is proven about it, and the fair set around it. */
export interface Solution {
  readonly optimum: Optimum;
  readonly fairSet: (limit: number) => FairSet;
}

const RESTARTS = 40;

/** Undefined when no split was found at all. The search is the same whatever the seed of the draw. */
export function solve(task: Task, values: readonly number[]): Solution | undefined {
  const pair: Pair | undefined = task.shape.teams === 2 ? listTwoTeams(task) : undefined;
  if (pair) {
    const optimum = evenestTwoTeams(task, pair);
    return optimum && { optimum, fairSet: (limit) => fairTwoTeams(task, pair, limit) };
  }
  const random = seededRandom('descent');
  const lowerBound = latticeBound(values, task.shape);
  let best = descend(task, random);
  for (let i = 1; best && best.gap > lowerBound && i < RESTARTS && task.budget.left > 0; i++) {
    const next = descend(task, random);
    if (next && next.gap < best.gap) best = next;
  }
  if (best === undefined) return undefined;
  const optimum = { ...best, lowerBound, proof: 'divisibility of the levels' };
  return { optimum, fairSet: (limit) => sampledSet(task, limit, optimum) };
}

/** Fair splits as descents from random starts find them: not uniform. */
function sampledSet(task: Task, limit: number, optimum: Optimum): FairSet {
  return {
    limit,
    count: 1,
    exact: false,
    picking: 'one of the fair splits that descents from random starts find',
    pick(random, accept) {
      for (let tries = RESTARTS; tries > 0 && task.budget.left > 0; tries--) {
        const next = descend(task, random);
        if (next && next.gap <= limit && accept(next.teams)) return next.teams;
      }
      return accept(optimum.teams) ? optimum.teams : undefined;
    },
  };
}
