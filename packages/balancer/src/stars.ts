import type { Group, PlayerGroup } from './layout.ts';
import type { Problem } from './problem.ts';
import type { Teams } from './task.ts';

/**
 * The k best players in k different teams, as conditions on every team. Where several are level at the k-th place nobody is
 * singled out among them: at most one of those above, and at least one of those at or above that level.
 */
export function starsApart({ values, shape }: Problem): PlayerGroup[] {
  return apart(values, shape.teams);
}

/** The same for the k weakest. */
export function weakestApart({ values, shape }: Problem): PlayerGroup[] {
  return apart(
    values.map((value) => -value),
    shape.teams,
  );
}

/** Those with the largest values. */
function apart(values: readonly number[], teams: number): PlayerGroup[] {
  const threshold = values.toSorted((a, b) => b - a)[teams - 1] ?? 0;
  const reaching = (least: number) => values.flatMap((value, player) => (value >= least ? [player] : []));
  const [beyond, within] = [reaching(threshold + 1), reaching(threshold)];
  if (within.length === teams) return [{ members: within, low: 1, high: 1 }];
  return [
    { members: beyond, low: 0, high: 1 },
    { members: within, low: 1, high: within.length },
  ];
}

/** Whether every team is within every group's bounds. */
export function keepsGroups(groups: readonly Group[], teams: Teams): boolean {
  return groups.every(({ counts, low, high }) =>
    teams.every((team) => {
      const count = team.reduce((sum, item) => sum + (counts[item] ?? 0), 0);
      return count >= low && count <= high;
    }),
  );
}
