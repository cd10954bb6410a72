import { openLevelBook } from './level-book.ts';
import type { Level, LevelsInput, PlayerId } from './types.ts';

/**
 * The level of each player: a weighted mean of the votes that evens out strict and generous raters and counts
 * raters less who disagree with everybody (a one-way random-effects model fitted by five rounds of iteratively
 * reweighted means; weights after Huber, "Robust Estimation of a Location Parameter", 1964).
 *
 * Ratings outside 0–5 or not finite, unknown players and unknown criteria count as not given. A later ballot of the
 * same rater replaces the earlier one. Without any vote a player gets the mean of the squad, and the squad 2.5.
 *
 * @returns level 0–5 at 0.01; uncertainty (standard error) in levels; number of raters. Never NaN.
 */
export function levels({ players, criteria, ballots }: LevelsInput): Record<PlayerId, Level> {
  const book = openLevelBook(players, criteria);
  for (const ballot of ballots) book.rate(ballot);
  return book.levels();
}
