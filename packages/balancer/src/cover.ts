import { choose, type Known, listTeams, type Rest, type Search, valueRange } from './candidates.ts';
import { rarestFirst, type Table } from './rarest.ts';

/** Subsets that are seen not to fit in one step. */
const SCANNED = 16;

/**
 * Exact cover: lists every subset that can be a team and looks for teams that together hold everybody once, branching on
 * the player with fewest subsets (Knuth, "Dancing Links", 2000; the rows are bit sets, in a table by their first player).
 */
export function cover(search: Search, rest: Rest, known: Known): boolean {
  const table = rarestFirst(listTeams(search, rest, known), search.space.sums.length);
  return branch(search, rest, known, table, 0);
}

function branch(search: Search, rest: Rest, known: Known, table: Table, from: number): boolean {
  const { budget, shape } = search.space.task;
  let place = from;
  while ((rest.items & (table.bits[place] ?? -1)) === 0) place++;
  const masks = table.masks[place] ?? table.bits;
  budget.left -= 4 + masks.length / SCANNED;
  if (budget.left < 0) return false;
  const [small, big] = [valueRange(search, rest, known, 0), valueRange(search, rest, known, 1)];
  const go = (next: Rest, learnt: Known) => branch(search, next, learnt, table, place);
  const taken = ~rest.items;
  for (let i = 0; i < masks.length; i++) {
    const team = ((masks[i] ?? 0) & taken) === 0 && table.rows[place]?.[i];
    if (!team) continue;
    const { low, high } = team.size > shape.small ? big : small;
    if (team.value < low || team.value > high) continue;
    budget.left--;
    if (search.limit < 0) return true;
    if (!choose(search, rest, known, team, go)) return false;
  }
  return true;
}
