import { pairOf } from './pair.ts';
import { factor } from './shape.ts';
import { gapOf, type Task, type Teams } from './task.ts';
import { evenest } from './window.ts';

/** Two teams of more items than this together are not split anew. */
const PAIR_ITEMS = 22;

/**
 * Splits two teams anew, as evenly as the rules allow, the strongest and the weakest first, until no pair of teams can be
 * made more even or `goal` is reached. A much larger neighbourhood than exchanging players, at little more cost.
 */
export function polish(task: Task, start: Teams, goal: number): { gap: number; teams: Teams } {
  const { layout, shape, budget } = task;
  const teams = start.map((team) => [...team]);
  const size = (team: readonly number[]) => team.reduce((sum, item) => sum + (layout.items[item]?.size ?? 0), 0);
  const value = (team: readonly number[]) =>
    team.reduce((sum, item) => sum + (layout.items[item]?.sum ?? 0), 0) * factor(shape, size(team));
  // A pair is tried again once one of its teams has changed.
  const changes = teams.map(() => 0);
  const tried = new Map<number, number>();
  const key = (a: number, b: number) => Math.min(a, b) * shape.teams + Math.max(a, b);
  const stamp = (a: number, b: number) => (changes[a] ?? 0) + (changes[b] ?? 0);
  const values = teams.map(value);
  while (budget.left > 0 && Math.max(...values) - Math.min(...values) > goal) {
    const pair = widestPair(values, (a, b) => tried.get(key(a, b)) === stamp(a, b));
    if (pair === undefined) break;
    const [a = [], b = []] = [teams[pair.a], teams[pair.b]];
    tried.set(key(pair.a, pair.b), stamp(pair.a, pair.b));
    if (a.length + b.length > PAIR_ITEMS) continue;
    const present = [...a, ...b];
    const options = pairOf(layout, present, [size(a), size(b)]);
    if (options === undefined) continue;
    budget.left -= 4 * options.cost;
    const people = options.people;
    const best = evenest(options, (left) => ({ left: factor(shape, left), right: factor(shape, people - left) }));
    if (best === undefined || best.gap >= pair.difference) continue;
    const left = new Set(best.left);
    teams[pair.a] = best.left;
    teams[pair.b] = present.filter((item) => !left.has(item));
    for (const t of [pair.a, pair.b]) {
      values[t] = value(teams[t] ?? []);
      changes[t] = (changes[t] ?? 0) + 1;
    }
  }
  return { gap: gapOf(task, teams), teams };
}

function widestPair(values: readonly number[], done: (a: number, b: number) => boolean) {
  let widest: { a: number; b: number; difference: number } | undefined;
  for (const [a, x] of values.entries()) {
    for (const [b, y] of values.entries()) {
      if (x - y <= (widest?.difference ?? 0) || done(a, b)) continue;
      widest = { a, b, difference: x - y };
    }
  }
  return widest;
}
