import { listHalf, scan } from './halves.ts';
import { MAX_BITS, members, type Space } from './space.ts';

/** Items that can be a team: their bits, what they are worth as a team, and how many players they are. */
export interface Subset {
  readonly mask: number;
  readonly value: number;
  readonly size: number;
}

/** Which subsets: out of `rest`, with `size` players, `low ≤ sum ≤ high`. */
export interface Wanted {
  readonly rest: number;
  readonly size: number;
  readonly low: number;
  readonly high: number;
}

/** Entries of half-lists hold the bits of items as they are. */
const SPAN = 2 ** MAX_BITS;

/** Adds every legal subset that is wanted; `weight` turns its sum into its value. Meet in the middle, as with two teams. */
export function listSubsets(space: Space, { rest, size, low, high }: Wanted, weight: number, list: Subset[]): void {
  const { task, sums, sizes, legal } = space;
  const { budget, shape } = task;
  if (low > high) return;
  const from = list.length;
  space.halves[rest] ??= [0, 1].map((side) => {
    const items = members(rest).filter((_, index) => index % 2 === side);
    const units = items.map((item) => ({ key: sizes[item] ?? 0, sum: sums[item] ?? 0, bit: 1 << item }));
    return listHalf(units, SPAN, shape.small + Math.min(1, shape.big));
  });
  const [first, second] = space.halves[rest];
  for (const [key, own] of first ?? []) {
    const others = second?.get(size - key);
    if (others === undefined) continue;
    budget.left -= own.length + others.length;
    scan(own, others, SPAN, low, high, (entry, below, within) => {
      // An incomplete list is never used: with the budget spent, the search gives up.
      if (list.length - from > budget.left) return true;
      const sum = Math.floor(entry / SPAN);
      for (let k = below; k < within; k++) {
        const other = others[k] ?? 0;
        const otherSum = Math.floor(other / SPAN);
        const mask = (entry - sum * SPAN) | (other - otherSum * SPAN);
        if (!legal || legal(mask)) list.push({ mask, value: (sum + otherSum) * weight, size });
      }
      return false;
    });
  }
  // At least one more than is left where the list was cut short.
  budget.left -= list.length - from;
}
