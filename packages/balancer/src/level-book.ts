import { fitted, type Rater } from './levels-fit.ts';
import type { Criterion, Level, LevelBook, PlayerId } from './types.ts';

/**
 * Keeps what every rater's ballot comes to, so that a changed ballot costs reading that one, and the levels are fitted
 * over plain numbers. The same levels, to the last bit, as {@link levels} of all the ballots at once.
 */
export function openLevelBook(players: readonly PlayerId[], criteria: readonly Criterion[]): LevelBook {
  const known = [...new Set(players)];
  // The order of players and raters must not decide the last bit of a floating-point sum.
  const order = known.map((id, index) => ({ id, index })).sort((a, b) => (a.id < b.id ? -1 : 1));
  const usable = criteria.filter(({ weight }) => weight > 0 && Number.isFinite(weight));
  const raters = new Map<string, Rater>();
  return {
    rate: ({ rater, ratings }) => void raters.set(rater, votesOf(ratings)),
    forget: (rater) => void raters.delete(rater),
    levels() {
      const ordered = [...raters.keys()].sort().flatMap((rater) => raters.get(rater) ?? []);
      const { level, uncertainty, ratings } = fitted(known.length, ordered);
      const result: [PlayerId, Level][] = known.map((player, index) => [
        player,
        { level: level[index] ?? 0, uncertainty: uncertainty[index] ?? 0, ratings: ratings[index] ?? 0 },
      ]);
      return Object.fromEntries(result);
    },
  };

  /** v_rp of one rater, of whom he rates, in order. */
  function votesOf(ratings: Record<PlayerId, Record<string, number>>): Rater {
    const rated = new Uint32Array(order.length);
    const values = new Float64Array(order.length);
    let count = 0;
    for (const { id, index } of order) {
      const value = Object.hasOwn(ratings, id) ? weightedMean(ratings[id], usable) : undefined;
      if (value === undefined) continue;
      rated[count] = index;
      values[count] = value;
      count += 1;
    }
    return { players: rated.slice(0, count), values: values.slice(0, count) };
  }
}

/** v_rp = Σ a_c·v_rpc / Σ a_c over the criteria actually rated. */
function weightedMean(ratings: Record<string, number> | undefined, criteria: Criterion[]): number | undefined {
  let sum = 0;
  let weights = 0;
  for (const { id, weight } of criteria) {
    const value = ratings && Object.hasOwn(ratings, id) ? ratings[id] : undefined;
    if (typeof value !== 'number' || !(value >= 0 && value <= 5)) continue;
    sum += weight * value;
    weights += weight;
  }
  return weights > 0 ? Math.min(5, sum / weights) : undefined;
}
