import type { Budget } from './budget.ts';
import type { Layout } from './layout.ts';
import { type Random, shuffle } from './random.ts';
import type { Shape } from './shape.ts';

/** Steps that placing an item takes. */
const PLACING = 16;

/** Team of each item (−1: free, can go anywhere there is room); `undecided` when the budget ran out. */
export type Packing = number[] | 'impossible' | 'undecided';

interface State {
  readonly layout: Layout;
  readonly shape: Shape;
  readonly team: number[];
  readonly load: number[];
  readonly counts: number[][];
  readonly open: number[];
  overfull: number;
}

/**
 * Places every item that a rule speaks about, by depth-first search with forward checks; items without rules are single
 * players and fill whatever room is left, so the rules can hold if and only if this succeeds.
 * With `random` the first packing found is a random one (not uniformly).
 */
export function pack(layout: Layout, shape: Shape, budget: Budget, random?: Random): Packing {
  const ruled = layout.items.flatMap((item, index) => (isFree(layout, index, item.team) ? [] : [index]));
  if (random) shuffle(ruled, random);
  const weight = (index: number) => {
    const item = layout.items[index];
    if (!item) return 0;
    return (item.team >= 0 ? 1e6 : 0) + item.size * 1e3 + (layout.conflicts[index]?.size ?? 0);
  };
  const order = ruled.map((index) => ({ index, weight: weight(index) })).sort((a, b) => b.weight - a.weight);
  const zeros = () => Array.from({ length: shape.teams }, () => 0);
  const state: State = {
    layout,
    shape,
    team: layout.items.map(() => -1),
    load: zeros(),
    counts: layout.groups.map(zeros),
    open: layout.groups.map(({ total }) => total),
    overfull: 0,
  };
  const found = place(
    state,
    order.map(({ index }) => index),
    0,
    budget,
    random,
  );
  return found === true ? state.team : found === false ? 'impossible' : 'undecided';
}

function isFree(layout: Layout, index: number, team: number): boolean {
  if (team >= 0 || layout.items[index]?.size !== 1 || layout.conflicts[index]?.size) return false;
  return layout.groups.every(({ counts }) => !counts[index]);
}

function place(state: State, order: number[], depth: number, budget: Budget, random?: Random): boolean | 'undecided' {
  const item = order[depth];
  if (item === undefined) return groupsReachable(state);
  if (!groupsReachable(state)) return false;
  for (const team of candidates(state, item, random)) {
    budget.left -= PLACING;
    if (budget.left < 0) return 'undecided';
    move(state, item, team, 1);
    const found = place(state, order, depth + 1, budget, random);
    if (found !== false) return found;
    move(state, item, team, -1);
  }
  return false;
}

/** Teams with room for the item, the emptiest first; of the empty teams, which are all alike, only one. */
function candidates({ layout, shape, team, load, counts, overfull }: State, index: number, random?: Random): number[] {
  const item = layout.items[index];
  if (!item) return [];
  const blocked = new Set(Array.from(layout.conflicts[index] ?? [], (other) => team[other]));
  const cap = (t: number) => ((load[t] ?? 0) > shape.small || overfull < shape.big ? shape.small + 1 : shape.small);
  const fits = (t: number) =>
    !blocked.has(t) &&
    (load[t] ?? 0) + item.size <= cap(t) &&
    layout.groups.every((g, i) => (counts[i]?.[t] ?? 0) + (g.counts[index] ?? 0) <= g.high);
  if (item.team >= 0) return fits(item.team) ? [item.team] : [];
  const teams: number[] = [];
  let sawEmpty = false;
  for (let t = 0; t < shape.teams; t++) {
    const empty = load[t] === 0;
    if ((empty && sawEmpty) || !fits(t)) continue;
    sawEmpty ||= empty;
    teams.push(t);
  }
  if (random) shuffle(teams, random);
  const crowd = (t: number) =>
    layout.groups.reduce((sum, g, i) => sum + (g.counts[index] ? (counts[i]?.[t] ?? 0) : 0), 0) * 256 + (load[t] ?? 0);
  return teams.sort((a, b) => crowd(a) - crowd(b));
}

function move(state: State, index: number, team: number, sign: 1 | -1): void {
  const { layout, shape, load, counts, open } = state;
  const size = layout.items[index]?.size ?? 0;
  const before = (load[team] ?? 0) > shape.small;
  load[team] = (load[team] ?? 0) + sign * size;
  state.overfull += Number((load[team] ?? 0) > shape.small) - Number(before);
  state.team[index] = sign > 0 ? team : -1;
  for (const [i, group] of layout.groups.entries()) {
    const change = sign * (group.counts[index] ?? 0);
    const row = counts[i];
    if (row) row[team] = (row[team] ?? 0) + change;
    open[i] = (open[i] ?? 0) - change;
  }
}

/** Whether the unplaced players of each group still suffice for, and fit into, the teams. */
function groupsReachable({ layout, shape, load, counts, open }: State): boolean {
  return layout.groups.every(({ low, high }, i) => {
    let missing = 0;
    let room = 0;
    for (let t = 0; t < shape.teams; t++) {
      const have = counts[i]?.[t] ?? 0;
      const lack = Math.max(0, low - have);
      if (lack > shape.small + 1 - (load[t] ?? 0)) return false;
      missing += lack;
      room += high - have;
    }
    return missing <= (open[i] ?? 0) && room >= (open[i] ?? 0);
  });
}
