import { binomial } from './counting.ts';
import type { Layout } from './layout.ts';
import type { Task } from './task.ts';

/** Single players that are dealt out evenly, team by team: a group that no other rule speaks about. */
export interface Pool {
  readonly items: Int32Array;
  /** Every team gets so many, and `extra` of the teams one more. */
  readonly share: number;
  readonly extra: number;
}

/** Groups that can be dealt out. */
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

/** The most teams that an item can ever be thrown into, given which were thrown before. */
export function mostTeams(
  { conflicts, groups }: Layout,
  teams: number,
  item: number,
  before: readonly number[],
): number {
  const foes = before.filter((other) => conflicts[item]?.has(other));
  // Foes that are one another's foes, too, take a team each.
  const apart = foes.filter((foe, i) => foes.slice(0, i).every((other) => conflicts[foe]?.has(other)));
  const full = groups.map(({ counts, high }) => {
    if (!counts[item]) return 0;
    const placed = before.reduce((sum, other) => sum + (counts[other] ?? 0), 0);
    // With one place less in every team than there is, the others must be in teams that are full.
    return high === 0 ? teams : placed - teams * (high - 1);
  });
  return Math.max(1, teams - Math.max(apart.length, ...full));
}

/** The number of ways to deal so many players to teams of these sizes. */
export function waysToDeal(players: number, sizes: readonly number[]): number {
  let left = players;
  return sizes.reduce((ways, size) => {
    left -= size;
    return ways * binomial(left + size, size);
  }, 1);
}
