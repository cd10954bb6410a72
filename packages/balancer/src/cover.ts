import { choose, type Known, listTeams, type Rest, type Search, valueRange } from './candidates.ts';
import { rarestFirst } from './rarest.ts';
import { emptyList, type SubsetList } from './subsets.ts';

/**
 * Exact cover: lists every subset that can be a team and looks for teams that together hold everybody once, branching on
 * the player with fewest subsets (Knuth, "Dancing Links", 2000; the rows are bit sets filtered level by level).
 */
export function cover(search: Search, rest: Rest, known: Known): boolean {
  const list = listTeams(search, rest, known);
  return branch(search, rest, known, list, rarestFirst(list, search.space.sums.length));
}

function branch(search: Search, rest: Rest, known: Known, list: SubsetList, order: readonly number[]): boolean {
  const { budget } = search.space.task;
  const { masks } = list;
  budget.left -= masks.length + 4;
  if (budget.left < 0) return false;
  const pivot = 1 << (order.find((item) => (rest.items & (1 << item)) !== 0) ?? 0);
  const go = (next: Rest, learnt: Known) =>
    branch(search, next, learnt, stillPossible(search, next, learnt, list), order);
  for (let i = 0; i < masks.length && search.limit >= 0; i++) {
    if (((masks[i] ?? 0) & pivot) !== 0 && !choose(search, rest, known, list, i, go)) return false;
  }
  return true;
}

/** The subsets of a list that still fit beside the teams chosen. */
function stillPossible(search: Search, rest: Rest, known: Known, { masks, values, sizes }: SubsetList): SubsetList {
  const { small } = search.space.task.shape;
  const [a, b] = [valueRange(search, rest, known, 0), valueRange(search, rest, known, 1)];
  const taken = ~rest.items;
  const possible = emptyList();
  for (let i = 0; i < masks.length; i++) {
    const mask = masks[i] ?? 0;
    if ((mask & taken) !== 0) continue;
    const value = values[i] ?? 0;
    const size = sizes[i] ?? 0;
    const range = size > small ? b : a;
    if (value < range.low || value > range.high) continue;
    possible.masks.push(mask);
    possible.values.push(value);
    possible.sizes.push(size);
  }
  return possible;
}
