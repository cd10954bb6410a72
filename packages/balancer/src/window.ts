import { leftItems, type Pair } from './pair.ts';

/** The left-hand sums (inclusive) that are wanted for each size of the left team. */
export type Window = (size: number) => { low: number; high: number };

/** The factors that make the sums of a left team of this size, and of its right team, comparable. */
export type Factors = (size: number) => { left: number; right: number };

/** Where some of the wanted splits are: two lists whose members, added, lie between two bounds. */
interface Segment {
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/** A counted set of splits; `split(rank)` gives the items of the left team, 0 ≤ rank < count. */
export interface PairSet {
  readonly count: number;
  readonly split: (rank: number) => number[];
}

/** Left-hand sums for which the two teams' scaled values differ by at most `limit`. */
export function evenWithin(pair: Pair, factors: Factors, limit: number): Window {
  return (size) => {
    const { left, right } = factors(size);
    const middle = pair.total * right;
    return { low: Math.ceil((middle - limit) / (left + right)), high: Math.floor((middle + limit) / (left + right)) };
  };
}

/** Counts every split in the window and makes it drawable by rank: uniform ranks give uniform splits. */
export function splitsWithin(pair: Pair, window: Window): PairSet {
  const segments: Segment[] = [];
  let count = 0;
  for (const { size, keys } of pair.targets) {
    const { low, high } = window(size);
    for (const key of keys) {
      for (const [firstKey, first] of pair.first.lists) {
        const second = pair.second.lists.get(key - pair.base.key - firstKey);
        if (second === undefined) continue;
        const segment = measure(pair, first, second, low - pair.base.sum, high - pair.base.sum);
        count += segment.count;
        if (segment.count > 0) segments.push(segment);
      }
    }
  }
  return { count, split: (rank) => locate(pair, segments, rank) };
}

function measure(pair: Pair, first: Float64Array, second: Float64Array, low: number, high: number): Segment {
  const [a, b] = [pair.first.span, pair.second.span];
  let [below, within, count] = [second.length, second.length, 0];
  for (let i = 0; i < first.length; i++) {
    const sum = Math.floor((first[i] ?? 0) / a);
    const [start, end] = [(low - sum) * b, (high - sum + 1) * b];
    while (below > 0 && (second[below - 1] ?? 0) >= start) below--;
    while (within > 0 && (second[within - 1] ?? 0) >= end) within--;
    count += within - below;
    if (within === 0) break;
  }
  return { first, second, low, high, count };
}

function locate(pair: Pair, segments: readonly Segment[], rank: number): number[] {
  let rest = rank;
  for (const { first, second, low, high, count } of segments) {
    if (rest >= count) {
      rest -= count;
      continue;
    }
    const [a, b] = [pair.first.span, pair.second.span];
    let [below, within] = [second.length, second.length];
    for (const entry of first) {
      const sum = Math.floor(entry / a);
      const [start, end] = [(low - sum) * b, (high - sum + 1) * b];
      while (below > 0 && (second[below - 1] ?? 0) >= start) below--;
      while (within > 0 && (second[within - 1] ?? 0) >= end) within--;
      if (rest < within - below) return leftItems(pair, entry % a, (second[below + rest] ?? 0) % b);
      rest -= within - below;
    }
  }
  return [];
}

/** The smallest difference of the two teams' scaled values, and a split that has it; undefined when no split is legal. */
export function evenest(pair: Pair, factors: Factors): { gap: number; left: number[] } | undefined {
  const [a, b] = [pair.first.span, pair.second.span];
  let gap = Infinity;
  let best = { first: 0, second: 0 };
  for (const { size, keys } of pair.targets) {
    const { left, right } = factors(size);
    const both = left + right;
    const middle = pair.total * right - pair.base.sum * both;
    for (const key of keys) {
      for (const [firstKey, first] of pair.first.lists) {
        const second = pair.second.lists.get(key - pair.base.key - firstKey);
        if (second === undefined) continue;
        let j = second.length - 1;
        for (let i = 0; i < first.length && j >= 0; i++) {
          const x = Math.floor((first[i] ?? 0) / a);
          while (j >= 0) {
            const difference = (x + Math.floor((second[j] ?? 0) / b)) * both - middle;
            const distance = Math.abs(difference);
            if (distance < gap) {
              gap = distance;
              best = { first: (first[i] ?? 0) % a, second: (second[j] ?? 0) % b };
            }
            if (difference <= 0) break;
            j--;
          }
        }
      }
    }
  }
  return gap === Infinity ? undefined : { gap, left: leftItems(pair, best.first, best.second) };
}
