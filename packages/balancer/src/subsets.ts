import { listHalf, scan } from './halves.ts';
import { MAX_BITS, members, type Space } from './space.ts';

/** A growing list of subsets: bits, scaled value as a team, and size. */
export interface SubsetList {
  readonly masks: number[];
  readonly values: number[];
  readonly sizes: number[];
}

export function emptyList(): SubsetList {
  return { masks: [], values: [], sizes: [] };
}

/** Which subsets: out of `rest`, with item `pivot` (−1: any), `size` players, `low ≤ sum ≤ high`. */
export interface Wanted {
  readonly rest: number;
  readonly pivot: number;
  readonly size: number;
  readonly low: number;
  readonly high: number;
}

/** Entries of half-lists hold the bits of items as they are. */
const SPAN = 2 ** MAX_BITS;

/** Adds every legal subset that is wanted; `weight` turns its sum into its value. Meet in the middle, as with two teams. */
export function listSubsets(space: Space, wanted: Wanted, weight: number, list: SubsetList): void {
  const { task, sums, sizes, legal } = space;
  const { budget } = task;
  const { pivot, size } = wanted;
  const fixed = pivot < 0 ? 0 : 1 << pivot;
  const people = size - (sizes[pivot] ?? 0);
  const fixedSum = sums[pivot] ?? 0;
  if (people < 0 || wanted.low > wanted.high) return;
  const { masks, values, sizes: sized } = list;
  const from = masks.length;
  const [first, second] = [0, 1].map((side) => {
    const items = members(wanted.rest & ~fixed).filter((_, index) => index % 2 === side);
    const units = items.map((item) => ({ key: sizes[item] ?? 0, sum: sums[item] ?? 0, bit: 1 << item }));
    return listHalf(units, SPAN, people);
  });
  for (const [key, own] of first ?? []) {
    budget.left -= own.length;
    const others = second?.get(people - key);
    if (others === undefined) continue;
    budget.left -= others.length;
    scan(own, others, SPAN, wanted.low - fixedSum, wanted.high - fixedSum, (entry, below, within) => {
      // An incomplete list is never used: with the budget spent, the search gives up.
      if (masks.length - from > budget.left) return true;
      const sum = Math.floor(entry / SPAN);
      for (let k = below; k < within; k++) {
        const other = others[k] ?? 0;
        const otherSum = Math.floor(other / SPAN);
        const mask = (entry - sum * SPAN) | (other - otherSum * SPAN) | fixed;
        if (legal && !legal(mask)) continue;
        masks.push(mask);
        values.push((sum + otherSum + fixedSum) * weight);
        sized.push(size);
      }
      return false;
    });
  }
  // At least one more than is left where the list was cut short.
  budget.left -= masks.length - from;
}
