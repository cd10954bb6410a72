import type { Lists } from './halves.ts';
import { factor, mass } from './shape.ts';
import type { Task } from './task.ts';

/** Items as bits: up to this many fit the engine's fast integers. */
export const MAX_BITS = 30;

/** A task in bits: bit i of a subset stands for item i. */
export interface Space {
  readonly task: Task;
  readonly all: number;
  readonly sums: Int32Array;
  readonly sizes: Int32Array;
  /** Of a small and of a big team. */
  readonly factors: readonly [number, number];
  readonly masses: readonly [number, number];
  /** Whether a subset may be a team as far as rules go. */
  readonly legal: Legality | undefined;
  /** The half-lists of sets of items that were needed. */
  readonly halves: Record<number, readonly Lists[]>;
}

/** Whether a subset may be a team. */
export type Legality = (subset: number) => boolean;

/** Undefined when there are too many items for bits. */
export function spaceOf(task: Task): Space | undefined {
  const { items } = task.layout;
  if (items.length > MAX_BITS) return undefined;
  const { shape } = task;
  return {
    task,
    all: 2 ** items.length - 1,
    sums: Int32Array.from(items, ({ sum }) => sum),
    sizes: Int32Array.from(items, ({ size }) => size),
    factors: [factor(shape, shape.small), factor(shape, shape.small + 1)],
    masses: [mass(shape, shape.small), mass(shape, shape.small + 1)],
    legal: legality(task),
    halves: {},
  };
}

function legality({ layout }: Task): Legality | undefined {
  const conflicts = layout.conflicts.flatMap((others, item) =>
    [...others].flatMap((other) => (other > item ? (1 << item) | (1 << other) : [])),
  );
  const groups = layout.groups.map(({ counts, low, high }) => {
    // Items with c members of the group are in the first c masks: the count is the sum of the masks' overlaps.
    const masks = Array.from({ length: Math.max(0, ...counts) }, (_, level) =>
      bits(counts.flatMap((count, item) => (count > level ? [item] : []))),
    );
    return { masks, low, high };
  });
  if (conflicts.length === 0 && groups.length === 0) return undefined;
  return (subset) => {
    for (const both of conflicts) if ((subset & both) === both) return false;
    for (const { masks, low, high } of groups) {
      let count = 0;
      for (const mask of masks) for (let rest = subset & mask; rest !== 0; rest &= rest - 1) count++;
      if (count < low || count > high) return false;
    }
    return true;
  };
}

function bits(items: Iterable<number>): number {
  let mask = 0;
  for (const item of items) mask |= 1 << item;
  return mask;
}

/** The items of a subset. */
export function members(subset: number): number[] {
  const items: number[] = [];
  for (let rest = subset; rest !== 0; rest &= rest - 1) items.push(31 - Math.clz32(rest & -rest));
  return items;
}
