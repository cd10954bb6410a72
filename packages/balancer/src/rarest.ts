import type { Subset } from './subsets.ts';

/** Subsets by the first of their items, in an order of items: those in fewest subsets first. */
export interface Table {
  /** The items' bits in this order. */
  readonly bits: Int32Array;
  readonly rows: readonly (readonly Subset[])[];
  /** The bits of each row's subsets, which are quicker to scan. */
  readonly masks: readonly Int32Array[];
}

export function rarestFirst(list: readonly Subset[], items: number): Table {
  const counts = new Int32Array(items);
  for (const { mask } of list) {
    for (let rest = mask; rest !== 0; rest &= rest - 1) {
      const item = 31 - Math.clz32(rest & -rest);
      counts[item] = (counts[item] ?? 0) + 1;
    }
  }
  const order = [...counts.keys()].sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0));
  const bits = Int32Array.from(order, (item) => 1 << item);
  const rows: Subset[][] = order.map(() => []);
  for (const subset of list) {
    let first = 0;
    while ((subset.mask & (bits[first] ?? -1)) === 0) first++;
    rows[first]?.push(subset);
  }
  return { bits, rows, masks: rows.map((row) => Int32Array.from(row, ({ mask }) => mask)) };
}
