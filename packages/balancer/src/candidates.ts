import type { Space } from './space.ts';
import { listSubsets, type Subset } from './subsets.ts';

/** A search for splits with gap ≤ `limit`. `found` may lower the limit, or set it below zero to stop. */
export interface Search {
  readonly space: Space;
  limit: number;
  /** Subsets chosen so far, one a team, and their values. */
  readonly masks: number[];
  readonly values: number[];
  readonly found: (gap: number) => void;
}

/** A search that has not begun. */
export function searchOf(space: Space, limit: number, found: (gap: number) => void): Search {
  return { space, limit, masks: [], values: [], found };
}

/** What is left to do: items, and teams of both sizes to make of them. */
export interface Rest {
  readonly items: number;
  readonly smalls: number;
  readonly bigs: number;
  readonly sum: number;
}

/** What is known of the values of all teams of a split, chosen or not, and of the teams still to come. */
export interface Known {
  /** The lowest team has at most this; the highest at least that. */
  readonly lowest: number;
  readonly highest: number;
  /** Bounds on teams to come: those that were picked as the lowest or highest of the rest. */
  readonly floor: number;
  readonly ceiling: number;
  /** First item of the team picked as lowest (highest): of equal teams the one with the earlier first item counts as picked. */
  readonly floorItem: number;
  readonly ceilingItem: number;
}

/** Everything about a whole task: the start of a search. */
export function wholeTask({ task, all, sums }: Space): Rest {
  const { teams, big } = task.shape;
  return { items: all, smalls: teams - big, bigs: big, sum: sums.reduce((sum, own) => sum + own, 0) };
}

export const NOTHING_KNOWN: Known = {
  lowest: Infinity,
  highest: -Infinity,
  floor: -Infinity,
  ceiling: Infinity,
  floorItem: -1,
  ceilingItem: -1,
};

const MARGIN = 1e-4;

/** The values a small or (1) big team may have, given that what it leaves must go into even teams, too. */
export function valueRange(search: Search, rest: Rest, known: Known, big: 0 | 1): { low: number; high: number } {
  const { masses, task } = search.space;
  if ((big ? rest.bigs : rest.smalls) === 0) return { low: 1, high: 0 };
  const mass = masses[big];
  const whole = rest.smalls * masses[0] + rest.bigs * masses[1];
  const others = whole - mass;
  const total = rest.sum * task.shape.scale;
  const top = Math.min(known.lowest + search.limit, known.ceiling);
  const bottom = Math.max(known.highest - search.limit, known.floor);
  const low = Math.max(bottom, (total - search.limit * others) / whole, (total - top * others) / mass);
  const high = Math.min(top, (total + search.limit * others) / whole, (total - bottom * others) / mass);
  // The values of teams are whole: the margin only forgives binary fractions.
  return { low: low - MARGIN, high: high + MARGIN };
}

/** The subsets of `rest` that can be a team, within bounds on the value. */
export function listTeams(
  search: Search,
  rest: Rest,
  known: Known,
  bounds = { low: -Infinity, high: Infinity },
): Subset[] {
  const { space } = search;
  const { small } = space.task.shape;
  const list: Subset[] = [];
  for (const big of [0, 1] as const) {
    const weight = space.factors[big];
    const range = valueRange(search, rest, known, big);
    const low = Math.ceil(Math.max(range.low, bounds.low) / weight);
    const high = Math.floor(Math.min(range.high, bounds.high) / weight);
    listSubsets(space, { rest: rest.items, size: small + big, low, high }, weight, list);
  }
  return list;
}

/** Whether a team of this value would come before the one that was picked as the lowest or highest. */
function precedesPick({ floor, floorItem, ceiling, ceilingItem }: Known, mask: number, value: number): boolean {
  const first = 31 - Math.clz32(mask & -mask);
  return (value === floor && first < floorItem) || (value === ceiling && first < ceilingItem);
}

/** Searches on with a team chosen: `go` on with what is left, or close with the last two. False when out of work. */
export function choose(
  search: Search,
  rest: Rest,
  known: Known,
  { mask, value, size }: Subset,
  go: (rest: Rest, known: Known) => boolean,
): boolean {
  const { space, masks, values } = search;
  const big = size > space.task.shape.small ? 1 : 0;
  const next: Rest = {
    items: rest.items & ~mask,
    smalls: rest.smalls - 1 + big,
    bigs: rest.bigs - big,
    sum: rest.sum - value / space.factors[big],
  };
  const last = next.smalls + next.bigs === 1;
  const range = last ? { low: known.floor, high: known.ceiling } : valueRange(search, rest, known, big);
  if (value < range.low || value > range.high || precedesPick(known, mask, value)) return true;
  masks.push(mask);
  values.push(value);
  if (last) close(search, next, known);
  const complete =
    last || go(next, { ...known, lowest: Math.min(known.lowest, value), highest: Math.max(known.highest, value) });
  masks.pop();
  values.pop();
  return complete;
}

/** The last team is what the others leave. */
function close({ space, limit, masks, values, found }: Search, { items, sum, bigs }: Rest, known: Known): void {
  const value = sum * space.factors[bigs > 0 ? 1 : 0];
  if (value < known.floor || value > known.ceiling || precedesPick(known, items, value)) return;
  const gap = Math.max(value, ...values) - Math.min(value, ...values);
  if (gap > limit || (space.legal && !space.legal(items))) return;
  masks.push(items);
  found(gap);
  masks.pop();
}
