import { log2, logFactorial } from './logarithm.ts';
import { mass } from './shape.ts';
import type { Task } from './task.ts';

/** Fitted to exact counts. */
const LATTICE_STEP = 0.6;

/**
 * About how many splits have a gap ≤ limit, rules aside: all splits, times the probability that the range of k normal team
 * means stays within it, √k·(w/√2π)^(k−1) for small w (the density of the range near zero; finite-population variance).
 * Good to a factor of about two for ordinary squads; it decides what to try, never what is claimed as exact.
 */
export function forecast({ values, shape }: Task, limit: number): number {
  const { players, teams, small, big, scale } = shape;
  const mean = values.reduce((sum, value) => sum + value, 0) / players;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / players;
  const size = players / teams;
  const spread = Math.sqrt((variance * players) / (size * (players - 1))) * (mass(shape, small) === 1 ? size : 1);
  // Part of a step of the lattice more: a limit of 0 still lets equal sums in.
  const width =
    (limit / scale + (mass(shape, small) === 1 ? LATTICE_STEP : LATTICE_STEP / size)) / Math.max(spread, 1e-9);
  const chance = Math.min(1, Math.sqrt(teams) * (width / Math.sqrt(2 * Math.PI)) ** (teams - 1));
  const log =
    logFactorial(players) -
    big * logFactorial(small + 1) -
    (teams - big) * logFactorial(small) -
    logFactorial(big) -
    logFactorial(teams - big);
  return 2 ** (log + log2(chance));
}
