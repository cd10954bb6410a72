import { pairOf } from './pair.ts';
import { gapOf, sizeOf, strengthOf, type Task, type Teams } from './task.ts';
import { evenest } from './window.ts';

/** Two teams of more items than this together are not split anew. */
const PAIR_ITEMS = 22;

/** Pairs of teams that are looked at in one step. */
const PAIRS_SEEN = 16;

/**
 * Splits two teams anew, as evenly as the rules allow, the strongest and the weakest first, until no pair of teams can be
 * made more even or `goal` is reached. A much larger neighbourhood than exchanging players, at little more cost.
 */
export function polish(task: Task, start: Teams, goal: number): { gap: number; teams: Teams } {
  const teams = [...start];
  const values = teams.map((team) => strengthOf(task, team));
  // By team, the weaker ones it was split anew with in vain.
  const tried = new Map(teams.map((team) => [team, new Set<Teams[number]>()]));
  while (task.budget.left > 0 && Math.max(...values) - Math.min(...values) > goal) {
    const pair = widestPair(values, (a, b) => tried.get(teams[a] ?? [])?.has(teams[b] ?? []));
    task.budget.left -= values.length ** 2 / PAIRS_SEEN;
    if (pair === undefined) break;
    const [a = [], b = []] = [teams[pair.a], teams[pair.b]];
    tried.get(a)?.add(b);
    if (a.length + b.length > PAIR_ITEMS) continue;
    const options = pairOf(task, [...a, ...b], [sizeOf(task, a), sizeOf(task, b)]);
    const best = options && evenest(options);
    if (best === undefined || best.gap >= pair.difference) continue;
    for (const [side, t] of [pair.a, pair.b].entries()) {
      const team = best.teams[side] ?? [];
      teams[t] = team;
      values[t] = strengthOf(task, team);
      tried.set(team, new Set());
    }
  }
  return { gap: gapOf(task, teams), teams };
}

function widestPair(values: readonly number[], done: (a: number, b: number) => boolean | undefined) {
  let widest: { a: number; b: number; difference: number } | undefined;
  for (const [a, x] of values.entries()) {
    for (const [b, y] of values.entries()) {
      if (x - y <= (widest?.difference ?? 0) || done(a, b)) continue;
      widest = { a, b, difference: x - y };
    }
  }
  return widest;
}
