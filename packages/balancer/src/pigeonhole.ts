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
 * Pigeonhole bounds, for every j: the j best players cannot be shared out evenly, so some teams hold more of them than
 * their share. Those teams have at least their weakest legal members, the others at most what is left over.
 *
 * `values` are the levels of the players to be shared out, descending.
 */
export function pigeonhole(values: readonly number[], shape: Shape, slots: Slots): Extremes {
  const sums = [0];
  for (const value of values) sums.push((sums.at(-1) ?? 0) + value);
  const count = values.length;
  const top = (n: number) => sums[n] ?? 0;
  const total = top(count);
  const masses = slots.smalls * mass(shape, shape.small) + slots.bigs * mass(shape, shape.small + 1);
  let lowest = Math.floor((total * shape.scale) / masses);
  let highest = Math.ceil((total * shape.scale) / masses);
  let bound = 0;
  for (let j = 1; j < count; j++) {
    const alone = crowding(top, count, j, shape, slots);
    highest = Math.max(highest, alone.highest);
    lowest = Math.min(lowest, alone.lowest);
    const joint = sharing(top, count, j, shape, slots, masses);
    highest = Math.max(highest, joint.highest);
    lowest = Math.min(lowest, joint.lowest);
    bound = Math.max(bound, joint.bound);
  }
  const smallest = slots.smalls > 0 ? mass(shape, shape.small) : mass(shape, shape.small + 1);
  const others = masses - smallest;
  const below = Math.ceil(((total * shape.scale) / masses - lowest) * (masses / others) - 1e-7);
  const above = Math.ceil((highest - (total * shape.scale) / masses) * (masses / others) - 1e-7);
  return { bound: Math.max(bound, below, above, highest - lowest), lowestAtMost: lowest, highestAtLeast: highest };
}

/** Lowest possible sum of `size` players with `tops` of the best j among them. */
function weakest(top: (n: number) => number, count: number, j: number, size: number, tops: number): number {
  return top(j) - top(j - tops) + top(count) - top(count - (size - tops));
}

/**
 * Any q teams, taken by how densely they are filled with the best j, hold at least their share of them: their mean is at
 * least that of their weakest legal members and the others' at most the complement's. Which sizes the q teams have is not
 * known, so the weakest of all cases counts.
 */
function sharing(
  top: (n: number) => number,
  count: number,
  j: number,
  shape: Shape,
  { smalls, bigs }: Slots,
  masses: number,
): { bound: number; highest: number; lowest: number } {
  const result = { bound: 0, highest: -Infinity, lowest: Infinity };
  for (let q = 1; q < smalls + bigs; q++) {
    let [bound, highest, lowest] = [Infinity, Infinity, -Infinity];
    for (let big = Math.max(0, q - smalls); big <= Math.min(q, bigs); big++) {
      const size = q * shape.small + big;
      const share = (q - big) * mass(shape, shape.small) + big * mass(shape, shape.small + 1);
      const tops = Math.max(Math.ceil((j * share) / masses - 1e-9), size - (count - j));
      const sum = weakest(top, count, j, size, Math.min(tops, size, j));
      const high = (sum * shape.scale) / share;
      const low = ((top(count) - sum) * shape.scale) / (masses - share);
      bound = Math.min(bound, high - low);
      highest = Math.min(highest, high);
      lowest = Math.max(lowest, low);
    }
    result.bound = Math.max(result.bound, Math.ceil(bound - 1e-7));
    result.highest = Math.max(result.highest, Math.ceil(highest - 1e-7));
    result.lowest = Math.min(result.lowest, Math.floor(lowest + 1e-7));
  }
  return result;
}

/**
 * Class counts, for teams of both sizes at once: if no team were above a value, each could take only so many of the best
 * j; the smallest value at which all j find a place bounds the highest team from below. If no team is to be below a value,
 * each needs so many of them; the largest value for which j suffice bounds the lowest team from above.
 */
function crowding(top: (n: number) => number, count: number, j: number, shape: Shape, { smalls, bigs }: Slots) {
  const ceilings: Step[] = [];
  const floors: Step[] = [];
  let needed = 0;
  for (const [places, size] of [[smalls, shape.small] as const, [bigs, shape.small + 1] as const]) {
    if (places === 0) continue;
    const weight = factor(shape, size);
    const least = Math.max(0, size - (count - j));
    const most = Math.min(size, j);
    needed += least * places;
    for (let tops = least; tops <= most; tops++) {
      const strongest = top(tops) + top(j + size - tops) - top(j);
      ceilings.push({ adds: (tops === least ? tops : 1) * places, value: weakest(top, count, j, size, tops) * weight });
      floors.push({ adds: tops === most ? Infinity : places, value: strongest * weight });
    }
  }
  return { highest: lowestCeiling(ceilings, j), lowest: highestFloor(floors, needed, j) };
}

/** From this value on (the lowest, or up to the highest, a team can have) teams take `adds` more of the best j. */
interface Step {
  readonly adds: number;
  readonly value: number;
}

function lowestCeiling(steps: Step[], j: number): number {
  let room = 0;
  for (const { adds, value } of steps.sort((a, b) => a.value - b.value)) {
    room += adds;
    if (room >= j) return value;
  }
  return -Infinity;
}

function highestFloor(steps: Step[], atFirst: number, j: number): number {
  let needed = atFirst;
  let reached = Infinity;
  for (const { adds, value } of steps.sort((a, b) => a.value - b.value)) {
    if (needed > j) return reached;
    reached = value;
    needed += adds;
  }
  return reached;
}
