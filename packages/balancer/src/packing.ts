import type { Budget } from './budget.ts';
import type { Layout } from './layout.ts';
import { type Random, shuffle } from './random.ts';
import type { Shape } from './shape.ts';

/** Steps that placing an item takes. */
const PLACING = 16;

/** Teams that items are put into and taken out of. */
export interface Packing {
  /** Team of each item; −1: none yet. */
  readonly team: readonly number[];
  /** Players of each team. */
  readonly load: readonly number[];
  /** Whether the item may go to the team, as things are. */
  readonly fits: (item: number, team: number) => boolean;
  /** Puts the item into the team, or (`sign` −1) takes it out. */
  readonly move: (item: number, team: number, sign: 1 | -1) => void;
  /** Whether the unplaced players of each group still suffice for the teams, and these have room for them. */
  readonly reachable: () => boolean;
}

/**
 * Places every item that a rule speaks about, by depth-first search with forward checks; items without rules are single
 * players and fill whatever room is left, so the rules can hold if and only if this succeeds.
 * With `random` the first packing found is a random one (not uniformly). Undecided: the budget ran out.
 */
export function pack(
  layout: Layout,
  shape: Shape,
  budget: Budget,
  random?: Random,
): Packing | 'impossible' | 'undecided' {
  const packing = emptyPacking(layout, shape);
  const { load, fits, move, reachable } = packing;
  const ruled = [...layout.items.keys()].filter(
    (item) => (layout.items[item]?.team ?? 0) >= 0 || !isFree(layout, item),
  );
  if (random) shuffle(ruled, random);
  const weight = (index: number) => {
    const { team = 0, size = 0 } = layout.items[index] ?? {};
    return (team >= 0 ? 1e6 : 0) + size * 1e3 + (layout.conflicts[index]?.size ?? 0);
  };
  ruled.sort((a, b) => weight(b) - weight(a));

  /** Teams with room for the item, the emptiest first; of the empty teams, which are all alike, only one. */
  const candidates = (item: number): number[] => {
    const empty = load.findIndex((size, t) => size === 0 && fits(item, t));
    const teams = [...load.keys()].filter((t) => (load[t] || t === empty) && fits(item, t));
    if (random) shuffle(teams, random);
    return teams.sort((a, b) => packing.crowd(item, a) - packing.crowd(item, b));
  };
  const place = (depth: number): boolean | 'undecided' => {
    const item = ruled[depth];
    if (item === undefined || !reachable()) return reachable();
    for (const team of candidates(item)) {
      budget.left -= PLACING;
      if (budget.left < 0) return 'undecided';
      move(item, team, 1);
      const found = place(depth + 1);
      if (found !== false) return found;
      move(item, team, -1);
    }
    return false;
  };
  const found = place(0);
  return found === true ? packing : found === false ? 'impossible' : found;
}

/** Whether no rule speaks about the item but, maybe, one that fixes it to a team. */
export function isFree({ items, conflicts, groups }: Layout, item: number): boolean {
  return items[item]?.size === 1 && !conflicts[item]?.size && groups.every(({ counts }) => !counts[item]);
}

/** Teams with nobody in them yet. */
export function emptyPacking({ items, conflicts, groups }: Layout, { teams, small, big }: Shape) {
  const zeros = () => Array.from({ length: teams }, () => 0);
  const team = items.map(() => -1);
  const load = zeros();
  const counts = groups.map(zeros);
  const open = groups.map(({ total }) => total);
  let overfull = 0;
  const at = (row: readonly number[] | undefined, index: number) => row?.[index] ?? 0;
  const fits = (item: number, t: number) => {
    const { size = 0, team: fixed = -1 } = items[item] ?? {};
    const cap = at(load, t) > small || overfull < big ? small + 1 : small;
    return (
      (fixed < 0 || fixed === t) &&
      at(load, t) + size <= cap &&
      (!conflicts[item]?.size || team.every((other, i) => other !== t || !conflicts[item]?.has(i))) &&
      groups.every((group, g) => at(counts[g], t) + at(group.counts, item) <= group.high)
    );
  };
  const move = (item: number, t: number, sign: 1 | -1) => {
    const after = at(load, t) + sign * (items[item]?.size ?? 0);
    overfull += Number(after > small) - Number(at(load, t) > small);
    load[t] = after;
    team[item] = sign > 0 ? t : -1;
    for (let g = 0; g < groups.length; g++) {
      const change = sign * at(groups[g]?.counts, item);
      const row = counts[g] ?? load;
      row[t] = at(row, t) + change;
      open[g] = at(open, g) - change;
    }
  };
  const reachable = () =>
    groups.every(({ low }, g) => {
      let missing = 0;
      for (let t = 0; t < teams; t++) {
        const lack = Math.max(0, low - at(counts[g], t));
        if (lack > small + 1 - at(load, t)) return false;
        missing += lack;
      }
      return missing <= at(open, g);
    });
  /** How full a team is of players like the item, and of others. */
  const crowd = (item: number, t: number) =>
    groups.reduce((sum, group, g) => sum + (group.counts[item] ? at(counts[g], t) : 0), 0) * 256 + at(load, t);
  return { team, load, fits, move, reachable, crowd };
}
