import { type Random, shuffle } from '../src/random.ts';

/** A way to split: levels in 0.01 and a number of teams to the team of each player. */
export type Method = (levels: readonly number[], teams: number, random: Random) => number[];

/** Team sizes differ by at most one; the first are the bigger ones. */
function seatsOf(players: number, teams: number): number[] {
  return Array.from({ length: players }, (_, seat) => seat % teams);
}

export function gapOf(levels: readonly number[], split: readonly number[], teams: number): number {
  const sums = Array.from({ length: teams }, () => 0);
  const sizes = sums.slice();
  for (const [player, team] of split.entries()) {
    sums[team] = (sums[team] ?? 0) + (levels[player] ?? 0);
    sizes[team] = (sizes[team] ?? 0) + 1;
  }
  const means = sums.map((sum, team) => sum / (100 * (sizes[team] ?? 1)));
  return Math.max(...means) - Math.min(...means);
}

const random: Method = (levels, teams, numbers) => shuffle(seatsOf(levels.length, teams), numbers);

/** Captains pick in turn, the order reversed each round. */
const snake: Method = (levels, teams) => {
  const split: number[] = [];
  for (const [rank, player] of strongestFirst(levels).entries()) {
    const seat = rank % teams;
    split[player] = Math.floor(rank / teams) % 2 === 0 ? seat : teams - 1 - seat;
  }
  return split;
};

/** The strongest left goes to the weakest team with room. */
const greedy: Method = (levels, teams) => {
  const room = Array.from({ length: teams }, () => 0);
  for (const seat of seatsOf(levels.length, teams)) room[seat] = (room[seat] ?? 0) + 1;
  const sums = room.map(() => 0);
  const split: number[] = [];
  for (const player of strongestFirst(levels)) {
    let best = -1;
    for (let team = 0; team < teams; team++) {
      if ((room[team] ?? 0) > 0 && (best < 0 || (sums[team] ?? 0) < (sums[best] ?? 0))) best = team;
    }
    split[player] = best;
    room[best] = (room[best] ?? 0) - 1;
    sums[best] = (sums[best] ?? 0) + (levels[player] ?? 0);
  }
  return split;
};

const bestOfThousand: Method = (levels, teams, numbers) =>
  bestOf(1000, levels, teams, () => random(levels, teams, numbers));

const hillClimbs: Method = (levels, teams, numbers) =>
  bestOf(20, levels, teams, () => climb(levels, teams, random(levels, teams, numbers)));

/** First improvement over all exchanges of two players, until there is none. */
function climb(levels: readonly number[], teams: number, split: number[]): number[] {
  let gap = gapOf(levels, split, teams);
  for (let improved = true; improved; ) {
    improved = false;
    for (let a = 0; a < split.length; a++) {
      for (let b = a + 1; b < split.length; b++) {
        if (split[a] === split[b]) continue;
        exchange(split, a, b);
        const next = gapOf(levels, split, teams);
        if (next < gap - 1e-12) {
          gap = next;
          improved = true;
        } else exchange(split, a, b);
      }
    }
  }
  return split;
}

/** Simulated annealing: 20 000 exchanges, temperature falling geometrically from 0.5 to 0.001 levels. */
const annealing: Method = (levels, teams, numbers) => {
  const split = random(levels, teams, numbers);
  let gap = gapOf(levels, split, teams);
  let best = { gap, split: [...split] };
  const steps = 20_000;
  const cooling = (0.001 / 0.5) ** (1 / steps);
  for (let step = 0, temperature = 0.5; step < steps; step++, temperature *= cooling) {
    const [a, b] = [numbers.below(split.length), numbers.below(split.length)];
    if (split[a] === split[b]) continue;
    exchange(split, a, b);
    const next = gapOf(levels, split, teams);
    if (next <= gap || numbers.below(1e6) / 1e6 < Math.exp((gap - next) / temperature)) gap = next;
    else exchange(split, a, b);
    if (gap < best.gap) best = { gap, split: [...split] };
  }
  return best.split;
};

function bestOf(count: number, levels: readonly number[], teams: number, next: () => number[]): number[] {
  let best = next();
  for (let i = 1; i < count; i++) {
    const other = next();
    if (gapOf(levels, other, teams) < gapOf(levels, best, teams)) best = other;
  }
  return best;
}

function exchange(split: number[], a: number, b: number): void {
  const [x = 0, y = 0] = [split[a], split[b]];
  split[a] = y;
  split[b] = x;
}

function strongestFirst(levels: readonly number[]): number[] {
  return levels.map((_, player) => player).sort((a, b) => (levels[b] ?? 0) - (levels[a] ?? 0));
}

export const METHODS: Record<string, Method> = {
  random,
  'snake draft': snake,
  greedy,
  'best of 1000 random': bestOfThousand,
  '20 hill climbs': hillClimbs,
  annealing,
};
