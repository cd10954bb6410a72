import type { Layout } from './layout.ts';
import type { Problem } from './problem.ts';
import type { Teams } from './task.ts';
import type { PlayerId } from './types.ts';

/**
 * Recognises splits that were drawn before. An earlier split counts when everybody who plays now was in it: those who
 * did not turn up this time are left out of the comparison, and so is the order of teams.
 */
export function repeats(problem: Problem, layout: Layout, avoid: readonly PlayerId[][][]): (teams: Teams) => boolean {
  const seen = new Set<string>();
  for (const split of avoid) {
    const team = problem.players.map(({ id }) => split.findIndex((members) => members.includes(id)));
    if (team.every((index) => index >= 0)) seen.add(canonical(team));
  }
  return (teams) => {
    const team: number[] = [];
    for (const [index, items] of teams.entries()) {
      for (const item of items) for (const player of layout.items[item]?.members ?? []) team[player] = index;
    }
    return seen.has(canonical(team));
  };
}

/** Teams renumbered in order of appearance. */
function canonical(team: readonly number[]): string {
  const order = new Map<number, number>();
  return team
    .map((index) => {
      const renumbered = order.get(index) ?? order.size;
      order.set(index, renumbered);
      return renumbered;
    })
    .join();
}
