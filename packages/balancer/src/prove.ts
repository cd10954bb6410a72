import { searchOf, wholeTask } from './candidates.ts';
import { explore } from './search.ts';
import { members, type Space } from './space.ts';
import type { Optimum, Teams } from './task.ts';

/** What is proven before any search: no split has a smaller gap. */
export interface LowerBound {
  readonly lowerBound: number;
  /** How, in words. */
  readonly proof: string;
}

/** More than any gap. */
const LARGEST = 1e9;

/**
 * Closes the distance between a lower bound and the best split known: looks for all splits within the bound, then within
 * ever wider limits, until one is found (and then for better ones) or the limit reaches what is known. Each limit searched
 * in vain is a better lower bound. Any split with gap ≤ `enough` ends the search.
 */
export function prove(
  space: Space,
  known: { gap: number; teams: Teams } | undefined,
  start: LowerBound,
  enough: number,
): Optimum | undefined {
  let { lowerBound, proof } = start;
  let best = known;
  const ceiling = best?.gap ?? LARGEST;
  let limit = Math.max(lowerBound, enough);
  while (best === undefined || best.gap > Math.max(lowerBound, enough)) {
    const search = searchOf(space, Math.min(limit, (best?.gap ?? Infinity) - 1), (gap) => {
      best = { gap, teams: search.masks.map(members) };
      // Nothing below the bound remains to be found.
      search.limit = gap > Math.max(lowerBound, enough) ? gap - 1 : -1;
    });
    const searched = search.limit;
    const complete = explore(search, wholeTask(space));
    if (!complete || (best && best.gap <= enough && best.gap > lowerBound)) break;
    lowerBound = Math.min(searched + 1, best?.gap ?? Infinity);
    proof = 'exhaustive search';
    if (searched >= ceiling || (enough >= 0 && lowerBound > enough)) break;
    limit = wider(lowerBound, start.lowerBound, space.task.shape.scale);
  }
  return best && { ...best, lowerBound: Math.min(lowerBound, best.gap), proof };
}

/** About twice as far from the first bound, at least one level step of a team. */
function wider(limit: number, start: number, scale: number): number {
  return Math.max(limit, start + Math.max(Math.ceil(scale / 100), 2 * (limit - start)));
}
