import type { Ratings } from '@besteam/contracts/matches';

/** What was changed in a ballot: by player and criterion the new rating, null where it was taken away. */
export type Changes = Record<string, Record<string, number | null>>;

export const isEmpty = (changes: Changes): boolean => Object.keys(changes).length === 0;

/** Both; where both change the same, the later. */
export function merged(earlier: Changes, later: Changes): Changes {
  const all = { ...earlier };
  for (const [player, given] of Object.entries(later)) all[player] = { ...all[player], ...given };
  return all;
}

/** The ballot after the changes; players of whom no rating is left are not in it. */
export function laidOver(ratings: Ratings, changes: Changes): Ratings {
  // Only ratings are left.
  return part(merged(ratings, changes), (_player, _criterion, rating) => rating !== null) as Ratings;
}

/** The changes without those that are done; what was changed once more since then stays. */
export function without(changes: Changes, done: Changes): Changes {
  return part(changes, (player, criterion, rating) => done[player]?.[criterion] !== rating);
}

/** The changes that are `wanted`. */
export function part(
  changes: Changes,
  wanted: (player: string, criterion: string, rating: number | null) => boolean,
): Changes {
  return Object.fromEntries(
    Object.entries(changes).flatMap(([player, given]) => {
      const left = Object.entries(given).filter(([criterion, rating]) => wanted(player, criterion, rating));
      return left.length === 0 ? [] : [[player, Object.fromEntries(left)]];
    }),
  );
}
