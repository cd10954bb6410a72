import { type Lists, listHalf, type Unit } from './halves.ts';
import type { Layout } from './layout.ts';
import { factor } from './shape.ts';
import type { Task } from './task.ts';

/** A size the left team may have, and which of all left-hand keys are legal with it. */
interface Target {
  readonly size: number;
  readonly keys: readonly number[];
}

/** Every legal way to split some items into two teams, in two sorted halves that together answer any question on sums. */
export interface Pair {
  readonly units: readonly PairUnit[];
  readonly targets: readonly Target[];
  readonly first: Lists;
  readonly second: Lists;
  /** What an entry of the lists holds above its sum: which of up to `middle` units are taken. */
  readonly span: number;
  readonly middle: number;
  /** Sum and key of the left team when no unit is taken. */
  readonly base: Unit;
  readonly total: number;
  /** The factors that make the sums of a left team of this size, and of its right team, comparable. */
  readonly factors: (size: number) => { left: number; right: number };
}

/** Items that decide one another's side: with one apart rule, one on each side. Taken: `a` is on the left; else `b` is. */
interface PairUnit {
  readonly a: readonly number[];
  readonly b: readonly number[];
}

/** 2^20 subsets a half: 40 players. */
export const MAX_UNITS = 41;

/**
 * Prepares the splits of `present` (items of a layout) into a left team of one of `sizes` and a right team of the rest.
 * The first unit stays on its side, so that each unordered split occurs once where both orders have legal sizes.
 * Undefined when the conflicts do not allow two teams at all, or there are too many units to list.
 */
export function pairOf(
  { layout, shape, budget }: Task,
  present: readonly number[],
  sizes: readonly number[],
): Pair | undefined {
  const units = components(layout, present);
  if (units === undefined || units.length > MAX_UNITS) return undefined;
  const groups = layout.groups.map((group) => {
    const total = present.reduce((sum, item) => sum + (group.counts[item] ?? 0), 0);
    return {
      group,
      total,
      low: Math.max(group.low, total - group.high),
      high: Math.min(group.high, total - group.low),
    };
  });
  const total = present.reduce((sum, item) => sum + (layout.items[item]?.sum ?? 0), 0);
  const people = present.reduce((sum, item) => sum + (layout.items[item]?.size ?? 0), 0);
  // A key packs the left team's size and its count of every group into one number, so that keys add up.
  let next = people + 1;
  const strides = groups.map(({ total }) => {
    const stride = next;
    next *= total + 1;
    return stride;
  });
  const measure = (side: readonly number[]): Unit => {
    let key = 0;
    let sum = 0;
    for (const index of side) {
      key += layout.items[index]?.size ?? 0;
      sum += layout.items[index]?.sum ?? 0;
      for (const [i, { group }] of groups.entries()) key += (group.counts[index] ?? 0) * (strides[i] ?? 0);
    }
    return { key, sum };
  };
  let base: Unit = { key: 0, sum: 0 };
  const choices: Unit[] = [];
  const oriented = units.map(({ a, b }, index) => {
    const [x, y] = [measure(a), measure(b)];
    const taken = index === 0 || x.sum >= y.sum;
    const [high, low] = taken ? [x, y] : [y, x];
    const start = index === 0 ? high : low;
    base = { key: base.key + start.key, sum: base.sum + start.sum };
    if (index > 0) choices.push({ key: high.key - low.key, sum: high.sum - low.sum });
    return taken ? { a, b } : { a: b, b: a };
  });
  const targets = [...new Set(sizes)].map((size) => {
    let keys = [size];
    for (const [i, { low, high }] of groups.entries()) {
      const counts = Array.from({ length: Math.max(0, high - low + 1) }, (_, c) => low + c);
      keys = keys.flatMap((key) => counts.map((count) => key + count * (strides[i] ?? 0)));
    }
    return { size, keys };
  });
  const middle = (choices.length + 1) >> 1;
  const span = 2 ** middle;
  const halfOf = (part: readonly Unit[]) =>
    listHalf(
      part.map((unit, index) => ({ ...unit, bit: 2 ** index })),
      span,
    );
  const [first, second] = [halfOf(choices.slice(0, middle)), halfOf(choices.slice(middle))];
  budget.left -= 4 * span;
  const factors = (size: number) => ({ left: factor(shape, size), right: factor(shape, people - size) });
  return { units: oriented, targets, first, second, span, middle, base, total, factors };
}

/** Two-colours the conflicts among the items; undefined when an odd cycle forbids it. */
function components(layout: Layout, present: readonly number[]): PairUnit[] | undefined {
  const inside = new Set(present);
  const side = new Map<number, 0 | 1>();
  const units: PairUnit[] = [];
  for (const start of present) {
    if (side.has(start)) continue;
    side.set(start, 0);
    const sides: [number[], number[]] = [[start], []];
    const queue = [start];
    for (let item = queue.pop(); item !== undefined; item = queue.pop()) {
      const here = side.get(item) ?? 0;
      for (const other of layout.conflicts[item] ?? []) {
        if (!inside.has(other)) continue;
        const there = side.get(other);
        if (there === here) return undefined;
        if (there !== undefined) continue;
        const opposite = here === 0 ? 1 : 0;
        side.set(other, opposite);
        sides[opposite].push(other);
        queue.push(other);
      }
    }
    units.push({ a: sides[0], b: sides[1] });
  }
  return units;
}

/** The items of the left and the right team, from an entry of each half. */
export function bothTeams({ units, middle, span }: Pair, first: number, second: number): [number[], number[]] {
  const [x, y] = [first % span, second % span];
  const teams: [number[], number[]] = [[], []];
  for (const [index, { a, b }] of units.entries()) {
    const taken = index === 0 || ((index <= middle ? x >> (index - 1) : y >> (index - 1 - middle)) & 1) === 1;
    teams[0].push(...(taken ? a : b));
    teams[1].push(...(taken ? b : a));
  }
  return teams;
}
