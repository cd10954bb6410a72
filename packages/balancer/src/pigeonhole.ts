import { type Budget, spending } from './budget.ts';
import { factor, mass, type Shape } from './shape.ts';
import type { Task } from './task.ts';

/** What is known of every split with a gap within some limit, in scaled team values. */
export interface Extremes {
  /** The lowest team has at most this, … */
  readonly lowest: number;
  /** … and the highest at least that. */
  readonly highest: number;
}

/** Teams still to be formed. */
export interface Slots {
  readonly smalls: number;
  readonly bigs: number;
}

/** Players are of different classes where levels jump by at least so many hundredths; so many classes, by the widest jumps. */
const JUMP = 50;
const CLASSES = 3;

/** Steps that may be spent on sharing out everybody. */
const SHARING = 30_000;

const NOTHING = { lowest: Infinity, highest: -Infinity };

/** What sharing out the classes says of all splits with gap ≤ limit; nothing, where that would take too long. */
export function extremesOf(
  { values, shape, budget }: Pick<Task, 'values' | 'shape' | 'budget'>,
  limit: number,
): Extremes & { bound: number } {
  const slots = { smalls: shape.teams - shape.big, bigs: shape.big };
  return spending(budget, SHARING, () => pigeonhole(values, shape, slots, NOTHING, limit, budget));
}

/**
 * Pigeonhole bounds from joint class counts: classes of players (stars, professionals, beginners) cannot be shared out evenly.
 * Looks at every way to share them, class by class: some of the teams together have at least the mean of the weakest players that
 * their counts allow, so one of them is at least that high; and some are at most as high as the strongest make them.
 * With fractions of players no more could be said of a sharing (the sums of teams form a base polytope).
 *
 * `values` are the levels of the players to be shared out, descending; `known` holds for teams that have theirs. Gives the
 * smallest gap of all sharings with a gap ≤ `limit` (Infinity when there is none), and what holds in all of them.
 */
export function pigeonhole(
  values: readonly number[],
  shape: Shape,
  slots: Slots,
  known: Extremes,
  limit: number,
  budget: Budget,
): Extremes & { bound: number } {
  const sums = new Float64Array(values.length + 1);
  for (const [index, value] of values.entries()) sums[index + 1] = at(sums, index) + value;
  const edges = [...classesOf(values), values.length];
  const all = edges.map((edge, c) => edge - (edges[c - 1] ?? 0));
  const lines = [shape.small, shape.small + 1].map((size) => waysToFill(all, size));
  let [bound, lowest, highest] = [Infinity, -Infinity, Infinity];
  // Every union of the teams filled so far, a row each: how many of each class it holds, of how many small and big teams.
  const width = edges.length + 2;
  const unions: number[] = Array.from({ length: width }, () => 0);
  const share = (smalls: number, bigs: number, fresh: number, last: number, low: number, high: number) => {
    const end = unions.length;
    if (smalls + bigs === 0) {
      bound = Math.min(bound, Math.max(high, known.highest) - Math.min(low, known.lowest));
      lowest = Math.max(lowest, low);
      highest = Math.min(highest, high);
      return;
    }
    const big = bigs > 0 ? 1 : 0;
    const ways = lines[big] ?? [];
    for (let i = Math.max(last, 0); i < ways.length && budget.left >= 0; i++) {
      const line = ways[i] ?? [];
      // The last union is of all teams.
      if (line.some((count, c) => count > (all[c] ?? 0) - (unions[end - width + c] ?? 0))) continue;
      let [l, h] = [low, high];
      // Of teams that are alike, it does not matter which are meant.
      for (let from = i === last ? fresh : 0; from < end; from += width) {
        let [weakest, strongest] = [0, 0];
        for (let c = 0; c < edges.length; c++) {
          const count = (unions[from + c] ?? 0) + (line[c] ?? 0);
          const [start, stop] = [at(edges, c - 1), at(edges, c)];
          weakest += at(sums, stop) - at(sums, stop - count);
          strongest += at(sums, start + count) - at(sums, start);
          unions.push(count);
        }
        const s = at(unions, from + width - 2) + 1 - big;
        const b = at(unions, from + width - 1) + big;
        unions.push(s, b);
        h = Math.max(h, roundUp(weakest, s, b, shape));
        l = Math.min(l, -roundUp(-strongest, s, b, shape));
      }
      budget.left -= 1 + (unions.length - end) / width;
      if (Math.max(h, known.highest) - Math.min(l, known.lowest) <= limit) {
        share(smalls - 1 + big, bigs - big, end, big && bigs === 1 ? -1 : i, l, h);
      }
      unions.length = end;
    }
  };
  share(slots.smalls, slots.bigs, 0, -1, Infinity, -Infinity);
  return budget.left < 0 ? { bound: 0, ...NOTHING } : { bound, lowest, highest };
}

/** Where classes end but the last, by index. */
function classesOf(values: readonly number[]): number[] {
  const jump = (index: number) => (values[index - 1] ?? 0) - (values[index] ?? 0);
  const jumps = [...values.keys()].filter((index) => index > 0 && jump(index) >= JUMP);
  return jumps
    .sort((a, b) => jump(b) - jump(a))
    .slice(0, CLASSES - 1)
    .sort((a, b) => a - b);
}

/** Every way to take so many players out of classes of some sizes. */
function waysToFill([first = 0, ...others]: readonly number[], size: number): number[][] {
  if (others.length === 0) return size <= first ? [[size]] : [];
  const counts = Array.from({ length: Math.min(first, size) + 1 }, (_, count) => count);
  return counts.flatMap((count) => waysToFill(others, size - count).map((line) => [count, ...line]));
}

/** The value that at least one of these teams reaches, given their sum: the sum of a team is whole. */
function roundUp(sum: number, smalls: number, bigs: number, shape: Shape): number {
  if (bigs === 0) return Math.ceil(sum / smalls) * factor(shape, shape.small);
  if (smalls === 0) return Math.ceil(sum / bigs) * factor(shape, shape.small + 1);
  const masses = smalls * mass(shape, shape.small) + bigs * mass(shape, shape.small + 1);
  return Math.ceil((sum * shape.scale) / masses - 1e-7);
}

function at(sums: ArrayLike<number>, index: number): number {
  return sums[index] ?? 0;
}
