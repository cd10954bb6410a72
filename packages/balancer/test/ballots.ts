import { type Random, seededRandom } from '../src/random.ts';
import type { Ballot, Criterion, LevelsInput } from '../src/types.ts';

export const LEVEL: Criterion[] = [{ id: 'level', weight: 1 }];

/** A ballot on the criterion "level". */
export function ballot(rater: string, ratings: Record<string, number>): Ballot {
  return { rater, ratings: Object.fromEntries(Object.entries(ratings).map(([id, level]) => [id, { level }])) };
}

export interface Simulation {
  input: LevelsInput;
  truth: number[];
}

/**
 * A squad of friends that rate one another: strict and generous raters (leniency ±0.4), honest noise (±0.5), steps of 0.5,
 * a share of all ratings given, and saboteurs who give the weaker half 5 and the stronger half 0.
 */
export function simulate(number: number, size: number, share: number, saboteurs: number): Simulation {
  const random = seededRandom(`friends ${number}`);
  const truth = Array.from({ length: size }, () => clamp(2.6 + 0.8 * bell(random)));
  const players = truth.map((_, index) => `p${index}`);
  const ballots = players.map((rater, r) => {
    const leniency = 0.4 * bell(random);
    const ratings: Record<string, number> = {};
    for (const [p, level] of truth.entries()) {
      const noise = 0.5 * bell(random);
      if (p === r || random.below(1000) >= 1000 * share) continue;
      const honest = clamp(level + leniency + noise);
      ratings[players[p] ?? ''] = r < saboteurs ? (level > 2.6 ? 0 : 5) : Math.round(2 * honest) / 2;
    }
    return ballot(rater, ratings);
  });
  return { input: { players, criteria: LEVEL, ballots }, truth };
}

/** Plain means, for comparison; the squad's mean for players without votes. */
export function plainMeans({ players, ballots }: LevelsInput): number[] {
  const votes = players.map((id) => ballots.flatMap(({ ratings }) => ratings[id]?.['level'] ?? []));
  const mean = average(votes.flat());
  return votes.map((list) => (list.length > 0 ? average(list) : mean));
}

/** Root mean square error after removing the common offset, which no draw can see. */
export function errorOf(estimate: readonly number[], truth: readonly number[]): number {
  const errors = estimate.map((value, index) => value - (truth[index] ?? 0));
  const offset = average(errors);
  return Math.sqrt(average(errors.map((error) => (error - offset) ** 2)));
}

export function average(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
}

function clamp(level: number): number {
  return Math.min(5, Math.max(0, level));
}

function bell(random: Random): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random.below(10_000) / 10_000;
  return sum;
}
