import type { SubsetList } from './subsets.ts';

/** All items, by how few of the listed subsets hold them. */
export function rarestFirst(list: SubsetList, items: number): number[] {
  const counts = new Int32Array(32);
  for (const mask of list.masks) {
    for (let rest = mask; rest !== 0; rest &= rest - 1) {
      const item = 31 - Math.clz32(rest & -rest);
      counts[item] = (counts[item] ?? 0) + 1;
    }
  }
  const order = Array.from({ length: items }, (_, item) => item);
  return order.sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0) || a - b);
}
