import type { Group, PlayerGroup } from './layout.ts';
import type { Problem } from './problem.ts';
import type { Teams } from './task.ts';

/**
 * The k best players in k different teams, as conditions on every team. Where several are level at the k-th place nobody is
 * singled out among them: at most one of those above, and at least one of those at or above that level.
 */
export function starsApart({ values, shape }: Problem): PlayerGroup[] {
  const threshold = values[shape.teams - 1] ?? 0;
  return apart(
    shape.teams,
    indices(values, (value) => value > threshold),
    indices(values, (value) => value >= threshold),
  );
}

/** The same for the k weakest. */
export function weakestApart({ values, shape }: Problem): PlayerGroup[] {
  const threshold = values[values.length - shape.teams] ?? 0;
  return apart(
    shape.teams,
    indices(values, (value) => value < threshold),
    indices(values, (value) => value <= threshold),
  );
}

function apart(teams: number, beyond: number[], within: number[]): PlayerGroup[] {
  if (within.length === teams) return [{ members: within, low: 1, high: 1 }];
  return [
    { members: beyond, low: 0, high: 1 },
    { members: within, low: 1, high: within.length },
  ];
}

function indices(values: readonly number[], matches: (value: number) => boolean): number[] {
  return values.flatMap((value, index) => (matches(value) ? [index] : []));
}

/** Whether every team is within every group's bounds. */
export function keepsGroups(groups: readonly Group[], teams: Teams): boolean {
  return groups.every(({ counts, low, high }) =>
    teams.every((team) => {
      let count = 0;
      for (const item of team) count += counts[item] ?? 0;
      return count >= low && count <= high;
    }),
  );
}
