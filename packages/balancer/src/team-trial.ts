import { listTeams, NOTHING_KNOWN, searchOf, wholeTask } from './candidates.ts';
import { binomial } from './counting.ts';
import { extremesOf } from './pigeonhole.ts';
import type { Random } from './random.ts';
import { rarestFirst } from './rarest.ts';
import { members, type Space } from './space.ts';
import { gapOf, sizeOf, type Teams, type Trial } from './task.ts';

/** Teams of a list that are seen to overlap in one step. */
const SCANNED = 16;

/** Pairs of teams that are looked at in advance. */
const LOOKS = 2 ** 15;

/**
 * Rejection from the list of all subsets that can be a team: the team of the first player, then of the first player left, and so
 * on, each uniformly from the subsets of that player, padded with blanks to the longest such list; of the last two, only
 * from those that fit, padded to how many that could be. Where they are few, the first two teams are chosen at once from all pairs
 * that do not overlap. A blank, an overlap or a gap above the limit ends the attempt. Each
 * fair split is the outcome of exactly one sequence of choices, and all sequences are equally likely, so what comes out is uniform.
 */
export function teamTrial(space: Space, limit: number): Trial {
  const { task, all, sums, legal } = space;
  const { shape, budget } = task;
  const { small, big, teams } = shape;
  const known = { ...NOTHING_KNOWN, ...extremesOf(task, limit) };
  const list = listTeams(searchOf(space, limit, members), wholeTask(space), known);
  const { bits, masks: rows } = rarestFirst(list, sums.length);
  // The first player left stands at the place of the team or later.
  const longest = rows.map((_, place) =>
    Math.max(...rows.slice(place, place ? undefined : 1).map((row) => row.length)),
  );
  // The last two have two of those of whom each team has one; and subsets of both sizes fit.
  const others = 2 * small - (task.layout.groups.some(({ low, high }) => low === 1 && high === 1) ? 2 : 1);
  longest[teams - 2] = big > 0 ? binomial(others + 3, small) : binomial(others, small - 1);
  const rowOf = (open: number): Int32Array => {
    let place = 0;
    while ((open & (bits[place] ?? -1)) === 0) place++;
    return rows[place] ?? bits;
  };
  const chosen = new Int32Array(teams);
  // Teams to start with: pairs, or none.
  let starts: number[][] = [[]];
  const looks = (longest[0] ?? 0) * (longest[1] ?? 0);
  if (teams > 3 && looks <= LOOKS) {
    budget.left -= looks / SCANNED;
    starts = [];
    for (const one of rowOf(all))
      for (const other of rowOf(all & ~one)) if ((one & other) === 0) starts.push([one, other]);
  }
  const attempt = (random: Random): Teams | undefined => {
    let open = all;
    let depth = 0;
    for (const mask of starts[random.below(starts.length)] ?? []) {
      chosen[depth++] = mask;
      open &= ~mask;
    }
    for (; depth < teams - 1; depth++) {
      const row = rowOf(open);
      let choice = random.below(longest[depth] ?? 1);
      if (depth === teams - 2) {
        budget.left -= row.length / SCANNED;
        choice = row.findIndex((mask) => (mask & ~open) === 0 && choice-- === 0);
      }
      // A blank overlaps with everything.
      const mask = row[choice] ?? -1;
      if ((mask & ~open) !== 0) return undefined;
      chosen[depth] = mask;
      open &= ~mask;
    }
    chosen[teams - 1] = open;
    const split = Array.from(chosen, members);
    const extra = sizeOf(task, split.at(-1) ?? []) - small;
    return extra >> 1 === 0 && (!legal || legal(open)) && gapOf(task, split) <= limit ? split : undefined;
  };
  const outcomes = longest
    .slice(starts[0]?.length, teams - 1)
    .reduce((product, length) => product * length, starts.length);
  return { outcomes, cost: 1, attempt };
}
