import { type Random, shuffle } from '../../src/random.ts';

/** How many of a file's changes there are, how many were tried, and how many of these were noticed. */
export interface Tally {
  readonly all: number;
  readonly tried: number;
  readonly noticed: number;
}

/** A random share of each stratum, but at least so many of it, in one random order, so that any beginning of it is a fair sample, too. */
export function stratified<T>(strata: readonly (readonly T[])[], share: number, least: number, random: Random): T[] {
  const chosen = strata.flatMap((stratum) =>
    shuffle([...stratum], random).slice(0, Math.max(least, Math.ceil(share * stratum.length))),
  );
  return shuffle(chosen, random);
}

/**
 * The share that is noticed, each file weighed by its number of changes, and the half-width of a 95 % interval. Of a few that
 * were all noticed not too much is made: one more of each kind is thought added before the variance is taken (Agresti and Coull).
 */
export function estimate(tallies: readonly Tally[]): { share: number; margin: number } {
  const tried = tallies.filter((tally) => tally.tried > 0);
  const all = tried.reduce((sum, tally) => sum + tally.all, 0);
  let [share, variance] = [0, 0];
  for (const { all: own, tried: n, noticed } of tried) {
    const weight = own / all;
    const cautious = (noticed + 1) / (n + 2);
    share += (weight * noticed) / n;
    variance += weight ** 2 * ((cautious * (1 - cautious)) / n) * (1 - n / own);
  }
  return { share, margin: 1.96 * Math.sqrt(variance) };
}
