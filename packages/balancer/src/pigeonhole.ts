import { factor, mass, type Shape } from './shape.ts';

/** What counting alone says about any split, in scaled team values. */
export interface Extremes {
  /** No split has a smaller gap. */
  readonly bound: number;
  /** In every split the lowest team has at most this. */
  readonly lowestAtMost: number;
  /** In every split the highest team has at least this. */
  readonly highestAtLeast: number;
}

/** Teams still to be formed. */
export interface Slots {
  readonly smalls: number;
  readonly bigs: number;
}

/**
 * Pigeonhole bounds from joint class counts, for every j: the j best players cannot be shared out evenly. However many go
 * to the big teams and how many to the small ones, some set of teams holds more of them than its share; its mean is
 * at least that of its weakest legal members, so one of its teams is at least that high. Likewise some set holds fewer,
 * and one of its teams is at most as high as the strongest legal members make it.
 *
 * Among teams of one size only the even sharing has to be looked at: any other gives the fullest q teams more of the best,
 * and the emptiest q fewer, for every q, which raises the first bound and lowers the second.
 *
 * `values` are the levels of the players to be shared out, descending.
 */
export function pigeonhole(values: readonly number[], shape: Shape, slots: Slots): Extremes {
  const sums = new Float64Array(values.length + 1);
  for (const [index, value] of values.entries()) sums[index + 1] = (sums[index] ?? 0) + value;
  const masses = slots.smalls * mass(shape, shape.small) + slots.bigs * mass(shape, shape.small + 1);
  const mean = ((sums.at(-1) ?? 0) * shape.scale) / masses;
  let highestAtLeast = Math.ceil(mean - 1e-7);
  let lowestAtMost = Math.floor(mean + 1e-7);
  let bound = 0;
  for (let best = 1; best < values.length; best++) {
    let easiest = Infinity;
    let [highest, lowest] = [Infinity, -Infinity];
    for (const [high, low] of waysToShare(sums, best, shape, slots)) {
      easiest = Math.min(easiest, high - low);
      highest = Math.min(highest, high);
      lowest = Math.max(lowest, low);
    }
    highestAtLeast = Math.max(highestAtLeast, highest);
    lowestAtMost = Math.min(lowestAtMost, lowest);
    bound = Math.max(bound, easiest);
  }
  return { bound: Math.max(bound, highestAtLeast - lowestAtMost), lowestAtMost, highestAtLeast };
}

/** The highest and the lowest team of every sharing: so many of the `best` in the big teams, the others in the small ones. */
function waysToShare(sums: Float64Array, best: number, shape: Shape, slots: Slots): [number, number][] {
  const others = sums.length - 1 - best;
  const ways: [number, number][] = [];
  const [small, big] = [shape.small, shape.small + 1];
  const least = Math.max(0, slots.bigs * Math.max(0, big - others), best - slots.smalls * Math.min(small, best));
  const most = Math.min(slots.bigs * Math.min(big, best), best - slots.smalls * Math.max(0, small - others));
  for (let inBigs = least; inBigs <= most; inBigs++) ways.push(extremes(sums, best, inBigs, shape, slots));
  return ways;
}

/** The highest and the lowest team of one sharing, by the sets of teams that bind most. */
function extremes(sums: Float64Array, best: number, inBigs: number, shape: Shape, slots: Slots): [number, number] {
  const { smalls, bigs } = slots;
  const inSmalls = best - inBigs;
  let [highest, lowest] = [-Infinity, Infinity];
  for (let b = 0; b <= bigs; b++) {
    for (let s = b === 0 ? 1 : 0; s <= smalls; s++) {
      if (b + s === bigs + smalls) continue;
      const size = s * shape.small + b * (shape.small + 1);
      const full = fullest(inBigs, bigs, b) + fullest(inSmalls, smalls, s);
      highest = Math.max(highest, roundUp(weakestSum(sums, best, size, full), s, b, shape));
      const empty = best - fullest(inBigs, bigs, bigs - b) - fullest(inSmalls, smalls, smalls - s);
      lowest = Math.min(lowest, -roundUp(-strongestSum(sums, best, size, empty), s, b, shape));
    }
  }
  return [highest, lowest];
}

/** How many the fullest `some` of `teams` have together when `count` are shared evenly. */
function fullest(count: number, teams: number, some: number): number {
  return teams === 0 ? 0 : some * Math.floor(count / teams) + Math.min(some, count % teams);
}

/** Lowest sum of `size` players of whom `tops` are among the `best`; and the highest. */
function weakestSum(sums: Float64Array, best: number, size: number, tops: number): number {
  const all = sums.length - 1;
  return at(sums, best) - at(sums, best - tops) + at(sums, all) - at(sums, all - (size - tops));
}

function strongestSum(sums: Float64Array, best: number, size: number, tops: number): number {
  return at(sums, tops) + at(sums, best + size - tops) - at(sums, best);
}

/** The value that at least one of these teams reaches, given their sum: the sum of a team is whole. */
function roundUp(sum: number, smalls: number, bigs: number, shape: Shape): number {
  if (bigs === 0) return Math.ceil(sum / smalls) * factor(shape, shape.small);
  if (smalls === 0) return Math.ceil(sum / bigs) * factor(shape, shape.small + 1);
  const masses = smalls * mass(shape, shape.small) + bigs * mass(shape, shape.small + 1);
  return Math.ceil((sum * shape.scale) / masses - 1e-7);
}

function at(sums: Float64Array, index: number): number {
  return sums[index] ?? 0;
}
