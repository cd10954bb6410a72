import { dealAsBound } from './deal.ts';
import { descend } from './descent.ts';
import { enumerate } from './enumerate.ts';
import { polish } from './polish.ts';
import { type Bounds, boundOf, lowerBounds, prove } from './prove.ts';
import { seededRandom } from './random.ts';
import { spaceOf } from './space.ts';
import type { FairSet, Optimum, Task } from './task.ts';
import { evenestTwoTeams, fairTwoTeams, listTwoTeams } from './two-teams.ts';

/** The fairest split that can be found within the budget, what is proven about it, and the fair set around it. */
export interface Solution {
  readonly optimum: Optimum;
  readonly fairSet: (limit: number) => FairSet;
}

const RESTARTS = 3;

/** Undefined when no split was found at all. The search is the same whatever the seed of the draw. */
export function solve(task: Task): Solution | undefined {
  const pair = task.shape.teams === 2 ? listTwoTeams(task) : undefined;
  if (pair) {
    const optimum = evenestTwoTeams(task, pair);
    return optimum && { optimum, fairSet: (limit) => fairTwoTeams(task, pair, limit) };
  }
  const bounds = lowerBounds(task);
  const optimum = fairest(task, bounds);
  return optimum && { optimum, fairSet: (limit) => sampledSet(task, limit, optimum, bounds) };
}

function fairest(task: Task, bounds: Bounds): Optimum | undefined {
  const random = seededRandom('descent');
  const { lowerBound, proof } = boundOf(bounds);
  let best: Pick<Optimum, 'gap' | 'teams'> | undefined;
  const free = task.layout.groups.length === 0 && task.layout.conflicts.every((others) => others.size === 0);
  if (bounds.sharing && bounds.pigeonhole > bounds.lattice && free && task.layout.items.length === task.shape.players) {
    best = polish(task, dealAsBound(task, bounds.sharing), lowerBound);
  }
  for (let i = 0; i < RESTARTS && (best?.gap ?? Infinity) > lowerBound; i++) {
    const start = descend(task, random);
    if (start === undefined) break;
    const next = polish(task, start.teams, lowerBound);
    if (next.gap < (best?.gap ?? Infinity)) best = next;
  }
  if (best && best.gap <= lowerBound) return { ...best, lowerBound, proof };
  const space = spaceOf(task);
  return space ? prove(space, best, bounds) : best && { ...best, lowerBound, proof };
}

/** Fair splits as descents from random starts find them: not uniform. */
function sampledSet(task: Task, limit: number, optimum: Optimum, bounds: Bounds): FairSet {
  const space = spaceOf(task);
  const listing = space && enumerate(space, limit, bounds, 200_000);
  if (listing) {
    return {
      limit,
      count: listing.count,
      exact: true,
      picking: 'uniform among all, listed',
      pick(random, accept) {
        for (let i = 0; i < 100; i++) {
          const teams = listing.at(random.below(listing.count));
          if (accept(teams)) return teams;
        }
        return undefined;
      },
    };
  }
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
