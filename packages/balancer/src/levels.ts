import type { Ballot, Criterion, Level, LevelsInput, PlayerId } from './types.ts';

/** Weight of the squad's mean in every level, in votes. */
const PRIOR_VOTES = 1;
/** σ²: variance of an honest rating around the level. */
const HONEST_VARIANCE = 0.4;
const ROUNDS = 5;
const EMPTY_SQUAD_LEVEL = 2.5;

/** v_rp of one rater, by index of player. */
interface Rater {
  votes: { player: number; value: number }[];
  leniency: number;
  weight: number;
}

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
export function levels(input: LevelsInput): Record<PlayerId, Level> {
  const players = [...new Set(input.players)];
  const raters = readVotes(players, input.criteria, input.ballots);
  const mean = squadMean(raters);
  const byPlayer = votesByPlayer(players.length, raters);
  let fitted = byPlayer.map((votes) => {
    const values = votes.map(({ value }) => value);
    return (values.length * median(values) + PRIOR_VOTES * mean) / (values.length + PRIOR_VOTES);
  });
  for (let round = 0; round < ROUNDS; round++) {
    for (const rater of raters) weigh(rater, fitted);
    fitted = byPlayer.map((votes) => fit(votes, mean).level);
  }
  const result: [PlayerId, Level][] = players.map((player, index) => {
    const votes = byPlayer[index] ?? [];
    return [player, { ...rounded(fit(votes, mean)), ratings: votes.length }];
  });
  return Object.fromEntries(result);
}

type Vote = { rater: Rater; value: number };

function readVotes(players: PlayerId[], criteria: Criterion[], ballots: Ballot[]): Rater[] {
  const latest = new Map(ballots.map((ballot) => [ballot.rater, ballot]));
  // The order of raters must not decide the last bit of a floating-point sum.
  const ordered = [...latest.values()].sort((a, b) => (a.rater < b.rater ? -1 : 1));
  const order = players.map((id, index) => ({ id, index })).sort((a, b) => (a.id < b.id ? -1 : 1));
  return ordered.map((ballot) => {
    const votes = order.flatMap(({ id, index }) => {
      const value = weightedMean(Object.hasOwn(ballot.ratings, id) ? ballot.ratings[id] : undefined, criteria);
      return value === undefined ? [] : [{ player: index, value }];
    });
    return { votes, leniency: 0, weight: 1 };
  });
}

/** v_rp = Σ a_c·v_rpc / Σ a_c over the criteria actually rated. */
function weightedMean(ratings: Record<string, number> | undefined, criteria: Criterion[]): number | undefined {
  let sum = 0;
  let weights = 0;
  for (const { id, weight } of criteria) {
    const value = ratings && Object.hasOwn(ratings, id) ? ratings[id] : undefined;
    if (value === undefined || !(value >= 0 && value <= 5) || !(weight > 0 && Number.isFinite(weight))) continue;
    sum += weight * value;
    weights += weight;
  }
  return weights > 0 ? Math.min(5, sum / weights) : undefined;
}

function squadMean(raters: Rater[]): number {
  const values = raters.flatMap(({ votes }) => votes.map(({ value }) => value));
  return values.length === 0 ? EMPTY_SQUAD_LEVEL : total(values) / values.length;
}

function votesByPlayer(count: number, raters: Rater[]): Vote[][] {
  const byPlayer: Vote[][] = Array.from({ length: count }, () => []);
  for (const rater of raters) for (const { player, value } of rater.votes) byPlayer[player]?.push({ rater, value });
  return byPlayer;
}

/** b_r, s_r² and w_r from the current levels. */
function weigh(rater: Rater, fitted: number[]): void {
  const errors = rater.votes.map(({ player, value }) => value - (fitted[player] ?? 0));
  rater.leniency = total(errors) / (errors.length + 2);
  const squares = total(errors.map((error) => (error - rater.leniency) ** 2));
  const disagreement = (3 * HONEST_VARIANCE + squares) / (errors.length + 3);
  rater.weight = Math.min(1, HONEST_VARIANCE / disagreement);
}

/** q_p and its uncertainty. */
function fit(votes: Vote[], mean: number): { level: number; uncertainty: number } {
  const weights = PRIOR_VOTES + total(votes.map(({ rater }) => rater.weight));
  const sum = PRIOR_VOTES * mean + total(votes.map(({ rater, value }) => rater.weight * (value - rater.leniency)));
  return { level: sum / weights, uncertainty: Math.sqrt(HONEST_VARIANCE / weights) };
}

function rounded({ level, uncertainty }: { level: number; uncertainty: number }) {
  const hundredths = Math.round(Math.min(5, Math.max(0, level)) * 100);
  return { level: hundredths / 100, uncertainty };
}

function median(values: number[]): number {
  if (values.length === 0) return 0;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

function total(values: number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
