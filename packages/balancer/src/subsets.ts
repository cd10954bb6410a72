import { listHalf } from './halves.ts';
import { ones, type Space } from './space.ts';

/** A growing list of subsets: bits, scaled value as a team, and size. */
export interface SubsetList {
  masks: Int32Array;
  values: Int32Array;
  sizes: Uint8Array;
  count: number;
}

export function emptyList(): SubsetList {
  return { masks: new Int32Array(64), values: new Int32Array(64), sizes: new Uint8Array(64), count: 0 };
}

export function push(list: SubsetList, mask: number, value: number, size: number): void {
  if (list.count === list.masks.length) reserve(list, 2 * list.count);
  list.masks[list.count] = mask;
  list.values[list.count] = value;
  list.sizes[list.count++] = size;
}

export function reserve(list: SubsetList, capacity: number): void {
  if (capacity <= list.masks.length) return;
  const [masks, values, sizes] = [new Int32Array(capacity), new Int32Array(capacity), new Uint8Array(capacity)];
  masks.set(list.masks);
  values.set(list.values);
  sizes.set(list.sizes);
  Object.assign(list, { masks, values, sizes });
}

/** Which subsets: out of `rest`, with item `pivot` (−1: any), `size` players, `low ≤ sum ≤ high`. */
export interface Wanted {
  readonly rest: number;
  readonly pivot: number;
  readonly size: number;
  readonly low: number;
  readonly high: number;
}

/** A subset of a half costs about as much as this many prefixes. */
const PREFIXES_PER_HALF = 5;

/** Adds every legal subset that is wanted; `weight` turns its sum into its value. */
export function listSubsets(space: Space, wanted: Wanted, weight: number, list: SubsetList): void {
  const { task, sums, sizes, legal } = space;
  const fixed = wanted.pivot < 0 ? 0 : 1 << wanted.pivot;
  const people = wanted.size - (fixed === 0 ? 0 : (sizes[wanted.pivot] ?? 0));
  const fixedSum = fixed === 0 ? 0 : (sums[wanted.pivot] ?? 0);
  const [low, high] = [wanted.low - fixedSum, wanted.high - fixedSum];
  if (people < 0 || low > high) return;
  const open = wanted.rest & ~fixed;
  const from = list.count;
  // An incomplete list is never used: with the budget spent, the search gives up.
  const room = from + Math.max(0, task.budget.left);
  const emit = (mask: number, sum: number) => {
    if (list.count > room) return;
    const subset = mask | fixed;
    if (legal === undefined || legal(subset, 0)) push(list, subset, (sum + fixedSum) * weight, wanted.size);
  };
  const count = ones(open);
  // Rules cut prefixes short, but only filter what halves add up to.
  const prefixes = binomial(count, people - 1) / (legal === undefined ? 1 : 3);
  if (prefixes > PREFIXES_PER_HALF * 2 ** ((count + 1) >> 1)) byHalves(space, open, people, low, high, emit);
  else byPrefix(space, open, fixed, people, low, high, emit);
  task.budget.left -= list.count - from;
}

/** Depth first: items of several players first, then single players by descending level, cut by the sums still possible. */
function byPrefix(
  { task, sums, sizes, legal }: Space,
  open: number,
  fixed: number,
  people: number,
  low: number,
  high: number,
  emit: (mask: number, sum: number) => void,
): void {
  const heavy: number[] = [];
  const bit: number[] = [];
  const value: number[] = [];
  const upTo = [0];
  for (let i = 0; i < sums.length; i++) {
    if ((open & (1 << i)) === 0) continue;
    if ((sizes[i] ?? 0) > 1) {
      heavy.push(i);
      continue;
    }
    bit.push(1 << i);
    value.push(sums[i] ?? 0);
    upTo.push((upTo.at(-1) ?? 0) + (sums[i] ?? 0));
  }
  const singles = bit.length;
  const end = upTo[singles] ?? 0;
  let steps = 0;
  const choose = (start: number, left: number, mask: number, sum: number): void => {
    if (left === 0) {
      if (sum >= low && sum <= high) emit(mask, sum);
      return;
    }
    if (left === 1) {
      for (let i = firstAtMost(value, start, high - sum); i < singles; i++) {
        const total = sum + (value[i] ?? 0);
        if (total < low) return;
        emit(mask | (bit[i] ?? 0), total);
      }
      return;
    }
    const leastOthers = end - (upTo[singles - left + 1] ?? 0);
    for (let i = start; i <= singles - left; i++) {
      if (++steps > task.budget.left) return;
      if (sum + (upTo[i + left] ?? 0) - (upTo[i] ?? 0) < low) return;
      if (sum + (value[i] ?? 0) + leastOthers > high) continue;
      const chosen = mask | (bit[i] ?? 0);
      if (legal && !legal(chosen | fixed, open & ~((bit[i] ?? 0) | ((bit[i] ?? 0) - 1)))) continue;
      choose(i + 1, left - 1, chosen, sum + (value[i] ?? 0));
    }
  };
  const weld = (index: number, left: number, mask: number, sum: number): void => {
    const item = heavy[index];
    if (item === undefined) {
      if (left <= singles) choose(0, left, mask, sum);
      return;
    }
    weld(index + 1, left, mask, sum);
    const rest = left - (sizes[item] ?? 0);
    if (rest >= 0) weld(index + 1, rest, mask | (1 << item), sum + (sums[item] ?? 0));
  };
  weld(0, people, 0, 0);
  task.budget.left -= steps;
}

/** First position from `start` whose value is at most `limit`; values descend. */
function firstAtMost(values: readonly number[], start: number, limit: number): number {
  let [a, b] = [start, values.length];
  while (a < b) {
    const middle = (a + b) >> 1;
    if ((values[middle] ?? 0) > limit) a = middle + 1;
    else b = middle;
  }
  return a;
}

/** Meet in the middle: the sorted subsets of two halves, added. */
function byHalves(
  { task, sums, sizes }: Space,
  open: number,
  people: number,
  low: number,
  high: number,
  emit: (mask: number, sum: number) => void,
): void {
  const sides: [number[], number[]] = [[], []];
  for (let i = 0, turn = 0; i < sums.length; i++) if ((open & (1 << i)) !== 0) sides[turn++ & 1]?.push(i);
  const [first, second] = sides.map((items) => ({
    half: listHalf(items.map((i) => ({ key: sizes[i] ?? 0, sum: sums[i] ?? 0 }))),
    spread: spreadBits(items),
  }));
  if (!first || !second) return;
  task.budget.left -= first.half.span + second.half.span;
  for (const [key, list] of first.half.lists) {
    const others = second.half.lists.get(people - key);
    if (others === undefined) continue;
    let [below, within] = [others.length, others.length];
    for (const entry of list) {
      const sum = Math.floor(entry / first.half.span);
      while (below > 0 && (others[below - 1] ?? 0) >= (low - sum) * second.half.span) below--;
      while (within > 0 && (others[within - 1] ?? 0) >= (high - sum + 1) * second.half.span) within--;
      if (within === 0) break;
      const mask = first.spread[entry % first.half.span] ?? 0;
      for (let k = below; k < within; k++) {
        const other = others[k] ?? 0;
        emit(mask | (second.spread[other % second.half.span] ?? 0), sum + Math.floor(other / second.half.span));
      }
    }
  }
}

/** For each subset of a half, its bits in the whole. */
function spreadBits(items: readonly number[]): Int32Array {
  const spread = new Int32Array(2 ** items.length);
  for (let subset = 1; subset < spread.length; subset++) {
    const lowest = 31 - Math.clz32(subset & -subset);
    spread[subset] = (spread[subset & (subset - 1)] ?? 0) | (1 << (items[lowest] ?? 0));
  }
  return spread;
}

export function binomial(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= k; i++) product = (product * (n - k + i)) / i;
  return Math.round(product);
}
