import { type Packing, pack } from './packing.ts';
import { type Random, shuffle } from './random.ts';
import { factor } from './shape.ts';
import type { Task, Teams } from './task.ts';

/**
 * A good split, quickly: a random legal start, then the exchange between a strongest or weakest team and another that
 * evens the teams most (least sum of squared team values), until none does. Undefined when no legal start was found.
 */
export function descend(task: Task, random: Random): Teams | undefined {
  const { layout, shape, budget } = task;
  const packing = pack(layout, shape, budget, random);
  if (typeof packing === 'string') return undefined;
  const { team, load } = packing;
  const levelOf = (item: number) => layout.items[item]?.sum ?? 0;
  const sumsOf = () => {
    const sums = load.map(() => 0);
    for (const [item, t] of team.entries()) if (t >= 0) sums[t] = (sums[t] ?? 0) + levelOf(item);
    return sums;
  };
  fill(packing, sumsOf(), levelOf, random);
  const weight = load.map((size) => factor(shape, size));
  for (;;) {
    const value = sumsOf().map((sum, t) => sum * (weight[t] ?? 0));
    const high = value.indexOf(Math.max(...value));
    const low = value.indexOf(Math.min(...value));
    let best: [number, number] | undefined;
    let most = 1e-9;
    for (const [a, from] of team.entries()) {
      if (from !== high && from !== low) continue;
      for (const [b, to] of team.entries()) {
        if (to === from) continue;
        budget.left--;
        if (layout.items[a]?.size !== layout.items[b]?.size) continue;
        const moved = levelOf(a) - levelOf(b);
        const [x = 0, y = 0, p = 0, q = 0] = [value[from], value[to], weight[from], weight[to]];
        const gain = x * x + y * y - (x - moved * p) ** 2 - (y + moved * q) ** 2;
        if (gain <= most || !exchange(packing, a, b)) continue;
        exchange(packing, a, b);
        most = gain;
        best = [a, b];
      }
    }
    if (!best || budget.left < 0) break;
    exchange(packing, ...best);
  }
  return load.map((_, t) => [...team.keys()].filter((item) => team[item] === t));
}

/** Whoever is in no team yet goes, one by one and strongest first, to the weakest team with most room. */
function fill(
  { team, load, fits, move }: Packing,
  sums: number[],
  levelOf: (item: number) => number,
  random: Random,
): void {
  const order = shuffle([...load.keys()], random);
  for (const item of team.keys()) {
    if ((team[item] ?? 0) >= 0) continue;
    let best = -1;
    for (const t of order) if (fits(item, t) && (best < 0 || (sums[t] ?? 0) < (sums[best] ?? 0))) best = t;
    move(item, best, 1);
    sums[best] = (sums[best] ?? 0) + levelOf(item);
  }
}

/** Lets two items change places, if that is legal. */
function exchange(packing: Packing, a: number, b: number): boolean {
  const { team, fits, move, reachable } = packing;
  const [s = 0, t = 0] = [team[a], team[b]];
  move(a, s, -1);
  move(b, t, -1);
  const fitting = fits(a, t) && fits(b, s);
  move(a, fitting ? t : s, 1);
  move(b, fitting ? s : t, 1);
  if (!fitting || reachable()) return fitting;
  exchange(packing, a, b);
  return false;
}
