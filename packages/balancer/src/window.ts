import { scan } from './halves.ts';
import { bothTeams, type Pair } from './pair.ts';

/** The left-hand sums (inclusive) that are wanted for each size of the left team. */
export type Window = (size: number) => { low: number; high: number };

/** A counted set of splits; `split(rank)` gives the items of both teams, 0 ≤ rank < count. */
export interface PairSet {
  readonly count: number;
  readonly split: (rank: number) => [number[], number[]];
}

/** Two lists, one of each half, whose entries make legal left teams of one size. */
interface Match {
  readonly size: number;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

function matches({ targets, base, first, second }: Pair): Match[] {
  return targets.flatMap(({ size, keys }) =>
    keys.flatMap((key) =>
      [...first].flatMap(([own, list]) => {
        const others = second.get(key - base.key - own);
        return others ? [{ size, first: list, second: others }] : [];
      }),
    ),
  );
}

/** Left-hand sums for which the two teams' scaled values differ by at most `limit`. */
export function evenWithin({ total, factors }: Pair, limit: number): Window {
  return (size) => {
    const { left, right } = factors(size);
    const middle = total * right;
    return { low: Math.ceil((middle - limit) / (left + right)), high: Math.floor((middle + limit) / (left + right)) };
  };
}

/** Counts every split in the window and makes it drawable by rank: uniform ranks give uniform splits. */
export function splitsWithin(pair: Pair, window: Window): PairSet {
  const { span, base } = pair;
  let count = 0;
  const segments = matches(pair).map(({ size, first, second }) => {
    const wanted = window(size);
    const [low, high] = [wanted.low - base.sum, wanted.high - base.sum];
    const before = count;
    scan(first, second, span, low, high, (_, below, within) => {
      count += within - below;
      return false;
    });
    return { first, second, low, high, before, after: count };
  });
  return {
    count,
    split(rank) {
      let own = 0;
      let other = 0;
      const segment = segments.find(({ after }) => rank < after);
      if (segment) {
        const { first, second, low, high, before } = segment;
        let rest = rank - before;
        scan(first, second, span, low, high, (entry, below, within) => {
          const here = rest < within - below;
          if (here) {
            own = entry;
            other = second[below + rest] ?? 0;
          }
          rest -= within - below;
          return here;
        });
      }
      return bothTeams(pair, own, other);
    },
  };
}

/** The smallest difference of the two teams' scaled values, and a split that has it; undefined when no split is legal. */
export function evenest(pair: Pair): { gap: number; teams: [number[], number[]] } | undefined {
  const { span, total, base, factors } = pair;
  let gap = Infinity;
  let own = 0;
  let other = 0;
  for (const { size, first, second } of matches(pair)) {
    const { left, right } = factors(size);
    const both = left + right;
    const middle = total * right - base.sum * both;
    let j = second.length - 1;
    for (let i = 0; i < first.length && j >= 0; i++) {
      const x = Math.floor((first[i] ?? 0) / span);
      while (j >= 0) {
        const difference = (x + Math.floor((second[j] ?? 0) / span)) * both - middle;
        const distance = Math.abs(difference);
        if (distance < gap) {
          gap = distance;
          own = first[i] ?? 0;
          other = second[j] ?? 0;
        }
        if (difference <= 0) break;
        j--;
      }
    }
  }
  return gap === Infinity ? undefined : { gap, teams: bothTeams(pair, own, other) };
}
