import { descend } from './descent.ts';
import { fairSet } from './fair-set.ts';
import { latticeBound } from './lattice.ts';
import { extremesOf } from './pigeonhole.ts';
import { polish } from './polish.ts';
import { prove } from './prove.ts';
import { seededRandom } from './random.ts';
import { spaceOf } from './space.ts';
import type { FairSet, Optimum, Task } from './task.ts';
import { evenestTwoTeams, fairTwoTeams, listTwoTeams } from './two-teams.ts';

/** The fairest split that can be found within the budget, what is proven about it, and the fair set around it. */
export interface Solution {
  readonly optimum: Optimum;
  /** Splits with gap ≤ limit. */
  readonly fairSet: (limit: number) => FairSet;
}

/** Re-splitting pairs of large teams nearly always ends at the lower bound; with small teams a search must follow anyway. */
const RESTARTS = 6;
const LARGE_TEAM = 6;

/** What is known before the search: a gap that can be had, and one that nothing is below. */
export type Known = Pick<Optimum, 'gap' | 'lowerBound' | 'teams'>;

/**
 * Undefined when no split was found at all. The search is the same whatever the seed of the draw. With `enough`, any split
 * as even as that will do, and the optimum is that of the search so far.
 */
export function solve(task: Task, enough = -1, known?: Known): Solution | undefined {
  const pair = task.shape.teams === 2 ? listTwoTeams(task) : undefined;
  if (pair) {
    const optimum = evenestTwoTeams(pair);
    return optimum && { optimum, fairSet: (limit) => fairTwoTeams(pair, limit) };
  }
  const optimum = fairest(task, enough, known);
  return optimum && { optimum, fairSet: (limit) => fairSet(task, optimum, limit) };
}

function fairest(task: Task, enough: number, known?: Known): Optimum | undefined {
  const random = seededRandom('descent');
  let start = { lowerBound: known?.lowerBound ?? latticeBound(task.values, task.shape), proof: 'divisibility bound' };
  let best: Pick<Optimum, 'gap' | 'teams'> | undefined = known;
  const goal = () => Math.max(start.lowerBound, enough);
  const space = spaceOf(task);
  const near = space && known && known.gap - known.lowerBound <= task.shape.scale;
  const restarts = near ? 0 : task.shape.small >= LARGE_TEAM ? RESTARTS : 1;
  for (let i = 0; i < restarts && (best?.gap ?? Infinity) > goal(); i++) {
    const teams = descend(task, random);
    if (teams === undefined) break;
    const next = polish(task, teams, goal());
    best = best && best.gap <= next.gap ? best : next;
    if (i > 0 || best.gap <= goal()) continue;
    const lowerBound = Math.min(best.gap, extremesOf(task, best.gap - 1).bound);
    if (lowerBound > start.lowerBound) start = { lowerBound, proof: 'pigeonhole bound' };
  }
  return space ? prove(space, best, start, enough) : best && { ...best, ...start };
}
