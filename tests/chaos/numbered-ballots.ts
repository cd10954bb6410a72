type Ratings = Record<string, Record<string, number>>;

const STEPS = 11;

/** A ballot that tells its own number: a digit of base 11 per player, in half-steps from 0 to 5. */
export function ballotOf(number: number, playerIds: string[]): Ratings {
  let rest = number;
  const ratings: Ratings = {};
  for (const id of playerIds) {
    ratings[id] = { level: (rest % STEPS) / 2 };
    rest = Math.floor(rest / STEPS);
  }
  return ratings;
}

/** The number of such a ballot. */
export function numberOf(ratings: Ratings, playerIds: string[]): number {
  return playerIds.reduceRight((number, id) => number * STEPS + 2 * (ratings[id]?.['level'] ?? 0), 0);
}
