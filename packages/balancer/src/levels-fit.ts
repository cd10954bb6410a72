/** Weight of the squad's mean in every level, in votes. */
const PRIOR_VOTES = 1;
/** σ²: variance of an honest rating around the level. */
const HONEST_VARIANCE = 0.4;
const ROUNDS = 5;
const EMPTY_SQUAD_LEVEL = 2.5;

/** v_rp of one rater: whom he rates, by index, and how. */
export interface Rater {
  players: Uint32Array;
  values: Float64Array;
}

/** By index of player. */
interface Fitted {
  level: Float64Array;
  uncertainty: Float64Array;
  ratings: Uint32Array;
}

/**
 * The levels of so many players: five rounds of iteratively reweighted means. Every sum is taken in the order of the
 * raters, so that the same votes always give the same bits.
 */
export function fitted(count: number, raters: Rater[]): Fitted {
  const ratings = votesByPlayer(count, raters);
  const mean = squadMean(raters);
  const level = startingLevels(raters, ratings, mean);
  const weights = new Float64Array(count);
  const sums = new Float64Array(count);
  for (let round = 0; round < ROUNDS; round++) {
    weights.fill(0);
    sums.fill(0);
    for (const rater of raters) addVotes(rater, level, weights, sums);
    for (let player = 0; player < count; player++) {
      level[player] = (PRIOR_VOTES * mean + (sums[player] ?? 0)) / (PRIOR_VOTES + (weights[player] ?? 0));
    }
  }
  return {
    level: level.map((value) => Math.round(Math.min(5, Math.max(0, value)) * 100) / 100),
    uncertainty: weights.map((weight) => Math.sqrt(HONEST_VARIANCE / (PRIOR_VOTES + weight))),
    ratings,
  };
}

/** One rater's b_r, s_r² and w_r from the present levels, and what his votes add to the next ones. */
function addVotes({ players, values }: Rater, level: Float64Array, weights: Float64Array, sums: Float64Array): void {
  const votes = values.length;
  let errors = 0;
  for (let vote = 0; vote < votes; vote++) errors += (values[vote] ?? 0) - (level[players[vote] ?? 0] ?? 0);
  const leniency = errors / (votes + 2);
  let squares = 0;
  for (let vote = 0; vote < votes; vote++) {
    squares += ((values[vote] ?? 0) - (level[players[vote] ?? 0] ?? 0) - leniency) ** 2;
  }
  const disagreement = (3 * HONEST_VARIANCE + squares) / (votes + 3);
  const weight = Math.min(1, HONEST_VARIANCE / disagreement);
  for (let vote = 0; vote < votes; vote++) {
    const player = players[vote] ?? 0;
    weights[player] = (weights[player] ?? 0) + weight;
    sums[player] = (sums[player] ?? 0) + weight * ((values[vote] ?? 0) - leniency);
  }
}

/** q_p to begin with: the median of the votes, drawn towards the squad's mean. */
function startingLevels(raters: Rater[], ratings: Uint32Array, mean: number): Float64Array {
  const byPlayer = Array.from(ratings, (votes) => new Float64Array(votes));
  const filled = new Uint32Array(ratings.length);
  for (const { players, values } of raters) {
    for (let vote = 0; vote < values.length; vote++) {
      const player = players[vote] ?? 0;
      const place = filled[player] ?? 0;
      const votes = byPlayer[player];
      if (votes) votes[place] = values[vote] ?? 0;
      filled[player] = place + 1;
    }
  }
  return Float64Array.from(
    byPlayer,
    (votes) => (votes.length * median(votes.sort()) + PRIOR_VOTES * mean) / (votes.length + PRIOR_VOTES),
  );
}

function votesByPlayer(count: number, raters: Rater[]): Uint32Array {
  const ratings = new Uint32Array(count);
  for (const { players } of raters) {
    for (let vote = 0; vote < players.length; vote++) {
      const player = players[vote] ?? 0;
      ratings[player] = (ratings[player] ?? 0) + 1;
    }
  }
  return ratings;
}

function squadMean(raters: Rater[]): number {
  let sum = 0;
  let votes = 0;
  for (const { values } of raters) {
    for (let vote = 0; vote < values.length; vote++) sum += values[vote] ?? 0;
    votes += values.length;
  }
  return votes === 0 ? EMPTY_SQUAD_LEVEL : sum / votes;
}

function median(sorted: Float64Array): number {
  if (sorted.length === 0) return 0;
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
