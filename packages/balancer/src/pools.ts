import type { Group, Layout } from './layout.ts';
import { log2, logFactorial } from './logarithm.ts';
import { binomial } from './subsets.ts';
import type { Task } from './task.ts';

/** Single players that are dealt out evenly, team by team: a group that no other rule speaks about. */
export interface Pool {
  readonly items: Int32Array;
  /** Every team gets so many, and `extra` of the teams one more. */
  readonly share: number;
  readonly extra: number;
}

/** Another item that a rule speaks about: it is thrown into one of the teams it can go to. */
export interface Thrown {
  readonly item: number;
  /** The most teams it can ever go to, given what was thrown before. */
  readonly most: number;
  readonly foes: readonly number[];
  readonly groups: readonly Group[];
}

export function poolsOf({ layout, shape }: Task): Pool[] {
  const groupsOf = layout.items.map((_, item) => layout.groups.filter(({ counts }) => (counts[item] ?? 0) > 0).length);
  return layout.groups.flatMap(({ counts, total, low, high }) => {
    const items = Int32Array.from(counts.keys()).filter((item) => (counts[item] ?? 0) > 0);
    const [share, extra] = [Math.floor(total / shape.teams), total % shape.teams];
    const even = low === share && high === share + (extra > 0 ? 1 : 0);
    const alone = items.every(
      (item) => groupsOf[item] === 1 && layout.items[item]?.size === 1 && layout.conflicts[item]?.size === 0,
    );
    return even && alone ? [{ items, share, extra }] : [];
  });
}

export function throwOf({ conflicts, groups }: Layout, teams: number, item: number, before: readonly number[]): Thrown {
  const foes = before.filter((other) => conflicts[item]?.has(other));
  // Foes that are one another's foes, too, take a team each.
  const apart = foes.filter((foe, i) => foes.slice(0, i).every((other) => conflicts[foe]?.has(other)));
  const own = groups.filter(({ counts }) => (counts[item] ?? 0) > 0);
  const taken = own.map(({ counts, high }) => {
    const placed = before.reduce((sum, other) => sum + (counts[other] ?? 0), 0);
    // With one place less in every team than there is, the others must be in teams that are full.
    return high === 0 ? teams : Math.max(0, placed - teams * (high - 1));
  });
  return { item, most: Math.max(1, teams - Math.max(0, apart.length, ...taken)), foes, groups: own };
}

/** log2 of the number of ways to deal a pool to labelled teams. */
export function waysToDeal({ items, share, extra }: Pool, teams: number): number {
  const repeats = extra * logFactorial(share + 1) + (teams - extra) * logFactorial(share);
  return log2(binomial(teams, extra)) + logFactorial(items.length) - repeats;
}
