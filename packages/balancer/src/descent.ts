import { pack } from './packing.ts';
import { type Random, shuffle } from './random.ts';
import { factor } from './shape.ts';
import { gapOf, type Task, type Teams } from './task.ts';

/**
 * A good split, quickly: a random legal start, then the exchange between a strongest or weakest team and another that
 * evens the teams most (least sum of squared team values), until none does. Undefined when no legal start was found.
 */
export function descend(task: Task, random: Random): { gap: number; teams: Teams } | undefined {
  const team = start(task, random);
  if (team === undefined) return undefined;
  improve(task, team);
  const teams = byTeam(task, team);
  return { gap: gapOf(task, teams), teams };
}

function byTeam({ shape }: Task, team: readonly number[]): Teams {
  const teams = Array.from({ length: shape.teams }, (): number[] => []);
  for (const [item, t] of team.entries()) teams[t]?.push(item);
  return teams;
}

/** The rules' items as packed, the others one by one, strongest first, to the weakest team with most room. */
function start({ layout, shape, budget }: Task, random: Random): number[] | undefined {
  const team = pack(layout, shape, budget, random);
  if (!Array.isArray(team)) return undefined;
  const load = Array.from({ length: shape.teams }, () => 0);
  const sum = load.slice();
  const put = (item: number, t: number) => {
    team[item] = t;
    load[t] = (load[t] ?? 0) + (layout.items[item]?.size ?? 0);
    sum[t] = (sum[t] ?? 0) + (layout.items[item]?.sum ?? 0);
  };
  for (const [item, t] of team.entries()) if (t >= 0) put(item, t);
  const order = shuffle(
    load.map((_, t) => t),
    random,
  );
  for (const [item, t] of team.entries()) {
    if (t >= 0) continue;
    const overfull = load.filter((size) => size > shape.small).length;
    const cap = overfull < shape.big ? shape.small + 1 : shape.small;
    let best = -1;
    for (const other of order) {
      if ((load[other] ?? 0) >= cap) continue;
      if (best < 0 || (sum[other] ?? 0) < (sum[best] ?? 0)) best = other;
    }
    put(item, best);
  }
  return team;
}

function improve(task: Task, team: number[]): void {
  const { layout, shape, budget } = task;
  const load = Array.from({ length: shape.teams }, () => 0);
  const sum = load.slice();
  for (const [item, t] of team.entries()) {
    load[t] = (load[t] ?? 0) + (layout.items[item]?.size ?? 0);
    sum[t] = (sum[t] ?? 0) + (layout.items[item]?.sum ?? 0);
  }
  const weight = load.map((size) => factor(shape, size));
  const counts = layout.groups.map((group) => {
    const row = load.map(() => 0);
    for (const [item, t] of team.entries()) row[t] = (row[t] ?? 0) + (group.counts[item] ?? 0);
    return row;
  });
  for (;;) {
    const value = sum.map((s, t) => s * (weight[t] ?? 0));
    const high = value.indexOf(Math.max(...value));
    const low = value.indexOf(Math.min(...value));
    let best = { gain: 1e-9, a: -1, b: -1 };
    for (const [a, from] of team.entries()) {
      if (from !== high && from !== low) continue;
      for (const [b, to] of team.entries()) {
        if (to === from || (to === low && from === high && a > b)) continue;
        budget.left--;
        const gain = exchangeGain(task, a, b, value[from] ?? 0, value[to] ?? 0, weight[from] ?? 0, weight[to] ?? 0);
        if (gain > best.gain && legal(task, team, counts, a, b)) best = { gain, a, b };
      }
    }
    if (best.a < 0 || budget.left < 0) return;
    const [s, t] = [team[best.a] ?? 0, team[best.b] ?? 0];
    const moved = (layout.items[best.a]?.sum ?? 0) - (layout.items[best.b]?.sum ?? 0);
    sum[s] = (sum[s] ?? 0) - moved;
    sum[t] = (sum[t] ?? 0) + moved;
    for (const [g, row] of counts.entries()) {
      const change = (layout.groups[g]?.counts[best.a] ?? 0) - (layout.groups[g]?.counts[best.b] ?? 0);
      row[s] = (row[s] ?? 0) - change;
      row[t] = (row[t] ?? 0) + change;
    }
    team[best.a] = t;
    team[best.b] = s;
  }
}

/** How much the sum of squared values falls when a (in a team of value x) and b (y) change places. */
function exchangeGain({ layout }: Task, a: number, b: number, x: number, y: number, p: number, q: number): number {
  const [first, second] = [layout.items[a], layout.items[b]];
  if (!first || !second || first.size !== second.size) return 0;
  const moved = first.sum - second.sum;
  return x * x + y * y - (x - moved * p) ** 2 - (y + moved * q) ** 2;
}

function legal({ layout }: Task, team: number[], counts: number[][], a: number, b: number): boolean {
  const [s, t] = [team[a] ?? 0, team[b] ?? 0];
  if ((layout.items[a]?.team ?? -1) >= 0 || (layout.items[b]?.team ?? -1) >= 0) return false;
  for (const other of layout.conflicts[a] ?? []) if (other !== b && team[other] === t) return false;
  for (const other of layout.conflicts[b] ?? []) if (other !== a && team[other] === s) return false;
  return layout.groups.every(({ counts: of, low, high }, g) => {
    const change = (of[a] ?? 0) - (of[b] ?? 0);
    const after = [(counts[g]?.[s] ?? 0) - change, (counts[g]?.[t] ?? 0) + change];
    return after.every((count) => count >= low && count <= high);
  });
}
