import { mass } from './shape.ts';
import type { Task } from './task.ts';

/** Fitted to exact counts. */
const LATTICE_STEP = 0.6;

/**
 * About how likely shuffled teams are to have a gap ≤ limit: the probability that the range of k normal team means stays
 * within it, √k·(w/√2π)^(k−1) for small w (the density of the range near zero; finite-population variance). A group that is dealt
 * out evenly varies around a mean of its own.
 * Good to a factor of about two for ordinary squads; it decides what to try, never what is claimed as exact.
 */
export function chanceOf({ values: levels, layout, shape }: Task, limit: number): number {
  const { players, teams, small, scale } = shape;
  const decks = new Map<number, { count: number; sum: number }>();
  let squares = 0;
  for (const [item, { members }] of layout.items.entries()) {
    const own = layout.groups.findIndex(({ counts, low, high }) => (counts[item] ?? 0) > 0 && high - low <= 1);
    const deck = decks.get(own) ?? { count: 0, sum: 0 };
    decks.set(own, deck);
    for (const player of members) {
      const level = levels[player] ?? 0;
      deck.count++;
      deck.sum += level;
      squares += level * level;
    }
  }
  for (const { count, sum } of decks.values()) squares -= (sum * sum) / count;
  const size = mass(shape, small) === 1 ? 1 : players / teams;
  const spread = Math.sqrt((squares * players) / (teams * (players - 1))) / size;
  // Part of a step of the lattice more: a limit of 0 still lets equal sums in.
  const width = (limit / scale + LATTICE_STEP / size) / Math.max(spread, 1e-9);
  return Math.min(1, Math.sqrt(teams) * (width / Math.sqrt(2 * Math.PI)) ** (teams - 1));
}
