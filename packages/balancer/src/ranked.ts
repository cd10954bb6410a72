import type { FairSet, Teams } from './task.ts';

/** Every split with gap ≤ limit, by number. */
export function ranked(limit: number, count: number, at: (rank: number) => Teams, picking: string): FairSet {
  return {
    limit,
    count,
    exact: true,
    blind: false,
    pick(random, accept, tries = Infinity) {
      // Each at most once: what is taken from the place of an earlier one stands there.
      const moved = new Map<number, number>();
      for (let left = count; left > 0 && count - left < tries; left--) {
        const place = random.below(left);
        const teams = at(moved.get(place) ?? place);
        if (accept(teams)) return { teams, limit, picking };
        moved.set(place, moved.get(left - 1) ?? left - 1);
      }
      return undefined;
    },
  };
}
