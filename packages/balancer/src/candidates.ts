import { type Space, sumOf } from './space.ts';
import { listSubsets, type SubsetList } from './subsets.ts';

/** A search for splits with gap ≤ `limit`. `found` may lower the limit, or set it below zero to stop. */
export interface Search {
  readonly space: Space;
  limit: number;
  /** Subsets chosen so far, one a team, and their values. */
  readonly masks: number[];
  readonly values: number[];
  readonly found: (gap: number) => void;
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
export function wholeTask(space: Space): Rest {
  const { shape } = space.task;
  return { items: space.all, smalls: shape.teams - shape.big, bigs: shape.big, sum: sumOf(space, space.all) };
}

export const NOTHING_KNOWN: Known = {
  lowest: Infinity,
  highest: -Infinity,
  floor: -Infinity,
  ceiling: Infinity,
  floorItem: -1,
  ceilingItem: -1,
};

/** The values a team of this mass may have, given that what it leaves must go into even teams, too. */
export function valueRange(search: Search, rest: Rest, known: Known, mass: number): { low: number; high: number } {
  const { smallMass, bigMass, task } = search.space;
  const whole = rest.smalls * smallMass + rest.bigs * bigMass;
  const others = whole - mass;
  const total = rest.sum * task.shape.scale;
  const top = Math.min(known.lowest + search.limit, known.ceiling);
  const bottom = Math.max(known.highest - search.limit, known.floor);
  const low = Math.max(
    bottom,
    (total - search.limit * others) / whole,
    top === Infinity ? -Infinity : (total - top * others) / mass,
  );
  const high = Math.min(
    top,
    (total + search.limit * others) / whole,
    bottom === -Infinity ? Infinity : (total - bottom * others) / mass,
  );
  return { low, high };
}

/** Adds the subsets of `rest` that can be a team: of one item, or any (`pivot` −1), within bounds on the value. */
export function listTeams(
  search: Search,
  rest: Rest,
  known: Known,
  pivot: number,
  bounds: { low: number; high: number },
  list: SubsetList,
): void {
  const { space } = search;
  const { small } = space.task.shape;
  for (const big of [false, true]) {
    if ((big ? rest.bigs : rest.smalls) === 0) continue;
    const weight = big ? space.bigFactor : space.smallFactor;
    const range = valueRange(search, rest, known, big ? space.bigMass : space.smallMass);
    const low = Math.ceil(Math.max(range.low, bounds.low) / weight - 1e-7);
    const high = Math.floor(Math.min(range.high, bounds.high) / weight + 1e-7);
    listSubsets(space, { rest: rest.items, pivot, size: big ? small + 1 : small, low, high }, weight, list);
  }
}

/** Whether a team of this value would come before the one that was picked as the lowest or highest. */
export function precedesPick(known: Known, mask: number, value: number): boolean {
  if (value === known.floor && known.floorItem >= 0) return 31 - Math.clz32(mask & -mask) < known.floorItem;
  if (value === known.ceiling && known.ceilingItem >= 0) return 31 - Math.clz32(mask & -mask) < known.ceilingItem;
  return false;
}

/** The last two teams: one of the list, and what it leaves. */
export function closeWithTwo(
  search: Search,
  rest: Rest,
  known: Known,
  mask: number,
  value: number,
  size: number,
): void {
  const { space, masks, values } = search;
  if (precedesPick(known, mask, value)) return;
  const big = size > space.task.shape.small;
  const otherBig = rest.bigs - (big ? 1 : 0) > 0;
  const other = rest.items & ~mask;
  const sum = value / (big ? space.bigFactor : space.smallFactor);
  const otherValue = (rest.sum - sum) * (otherBig ? space.bigFactor : space.smallFactor);
  if (otherValue < known.floor || otherValue > known.ceiling || precedesPick(known, other, otherValue)) return;
  let low = Math.min(value, otherValue);
  let high = Math.max(value, otherValue);
  if (high - low > search.limit) return;
  for (const chosen of values) {
    if (chosen < low) low = chosen;
    if (chosen > high) high = chosen;
  }
  if (high - low > search.limit || (space.legal && !space.legal(other))) return;
  masks.push(mask, other);
  search.found(high - low);
  masks.length -= 2;
}
