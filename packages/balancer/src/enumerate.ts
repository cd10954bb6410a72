import { type Search, wholeTask } from './candidates.ts';
import type { Bounds } from './prove.ts';
import { explore } from './search.ts';
import { members, type Space } from './space.ts';
import type { Teams } from './task.ts';

/** All splits with gap ≤ limit, as bit sets, `teams` in a row. */
export interface Listing {
  readonly count: number;
  readonly at: (index: number) => Teams;
  readonly gapAt: (index: number) => number;
}

/** Lists every split within the limit; undefined when there are more than `most` or the budget ran out. */
export function enumerate(space: Space, limit: number, bounds: Bounds, most: number): Listing | undefined {
  const { teams } = space.task.shape;
  const rows: number[] = [];
  const gaps: number[] = [];
  let tooMany = false;
  const search: Search = {
    space,
    limit,
    masks: [],
    values: [],
    found(gap) {
      if (gaps.length === most) {
        tooMany = true;
        search.limit = -1;
        return;
      }
      for (const mask of search.masks) rows.push(mask);
      gaps.push(gap);
    },
  };
  const complete = explore(search, wholeTask(space), bounds.known);
  if (!complete || tooMany) return undefined;
  return {
    count: gaps.length,
    at: (index) => rows.slice(index * teams, (index + 1) * teams).map(members),
    gapAt: (index) => gaps[index] ?? Infinity,
  };
}
