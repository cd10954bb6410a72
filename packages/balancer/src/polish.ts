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
  const tried = new Set<string>();
  while (budget.left > 0 && gapOf(task, teams) > goal) {
    const values = teams.map(value);
    const pair = widestPair(values, (a, b) => tried.has(`${teams[a]}|${teams[b]}`));
    if (pair === undefined) break;
    const [a = [], b = []] = [teams[pair.a], teams[pair.b]];
    tried.add(`${a}|${b}`).add(`${b}|${a}`);
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
