import { searchOf, wholeTask } from './candidates.ts';
import { explore } from './search.ts';
import { members, type Space } from './space.ts';
import type { Teams } from './task.ts';

/** All splits with gap ≤ limit, as bit sets, `teams` in a row. */
export interface Listing {
  readonly count: number;
  readonly at: (index: number) => Teams;
}

/** Lists every split within the limit; undefined when there are more than `most` or the budget ran out. */
export function enumerate(space: Space, limit: number, most: number): Listing | undefined {
  const { teams } = space.task.shape;
  const rows: number[] = [];
  let tooMany = false;
  const search = searchOf(space, limit, () => {
    tooMany = rows.length === most * teams;
    if (tooMany) search.limit = -1;
    else for (const mask of search.masks) rows.push(mask);
  });
  const complete = explore(search, wholeTask(space));
  if (!complete || tooMany) return undefined;
  return {
    count: rows.length / teams,
    at: (index) => rows.slice(index * teams, (index + 1) * teams).map(members),
  };
}
