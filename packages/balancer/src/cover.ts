import { closeWithTwo, type Known, listTeams, precedesPick, type Rest, type Search, valueRange } from './candidates.ts';
import { rarestFirst } from './rarest.ts';
import { emptyList, reserve, type SubsetList } from './subsets.ts';

/**
 * Exact cover: lists every subset that can be a team and looks for teams that together hold everybody once, branching on
 * the player with fewest subsets (Knuth, "Dancing Links", 2000; the rows are bit sets filtered level by level).
 */
export function cover(search: Search, rest: Rest, known: Known): boolean {
  const list = emptyList();
  listTeams(search, rest, known, -1, { low: -Infinity, high: Infinity }, list);
  const levels = [list];
  for (let i = 0; i < rest.smalls + rest.bigs; i++) levels.push(emptyList());
  return branch(search, rest, known, levels, 0, rarestFirst(list, search.space.sums.length));
}

function branch(
  search: Search,
  rest: Rest,
  known: Known,
  levels: readonly SubsetList[],
  depth: number,
  order: readonly number[],
): boolean {
  const { space, masks, values } = search;
  const { budget, shape } = space.task;
  const list = levels[depth];
  if (list === undefined) return true;
  budget.left -= list.count + 4;
  if (budget.left < 0) return false;
  const pivot = 1 << (order.find((item) => (rest.items & (1 << item)) !== 0) ?? 0);
  const lastTwo = rest.smalls + rest.bigs === 2;
  for (let i = 0; i < list.count && search.limit >= 0; i++) {
    const mask = list.masks[i] ?? 0;
    if ((mask & pivot) === 0) continue;
    const value = list.values[i] ?? 0;
    const size = list.sizes[i] ?? 0;
    const big = size > shape.small;
    if ((big ? rest.bigs : rest.smalls) === 0) continue;
    if (lastTwo) {
      closeWithTwo(search, rest, known, mask, value, size);
      continue;
    }
    const range = valueRange(search, rest, known, big ? space.bigMass : space.smallMass);
    if (value < range.low - 1e-7 || value > range.high + 1e-7 || precedesPick(known, mask, value)) continue;
    const next: Rest = {
      items: rest.items & ~mask,
      smalls: rest.smalls - (big ? 0 : 1),
      bigs: rest.bigs - (big ? 1 : 0),
      sum: rest.sum - value / (big ? space.bigFactor : space.smallFactor),
    };
    const learnt = { ...known, lowest: Math.min(known.lowest, value), highest: Math.max(known.highest, value) };
    const target = levels[depth + 1];
    if (target) keepPossible(search, next, learnt, list, target);
    masks.push(mask);
    values.push(value);
    const complete = branch(search, next, learnt, levels, depth + 1, order);
    masks.pop();
    values.pop();
    if (!complete) return false;
  }
  return true;
}

/** The subsets of a list that still fit beside the teams chosen. */
function keepPossible(search: Search, rest: Rest, known: Known, from: SubsetList, to: SubsetList): void {
  const { smallMass, bigMass, task } = search.space;
  const small = rest.smalls > 0 ? valueRange(search, rest, known, smallMass) : { low: 1, high: 0 };
  const big = rest.bigs > 0 ? valueRange(search, rest, known, bigMass) : { low: 1, high: 0 };
  const taken = ~rest.items;
  reserve(to, from.count);
  const { masks, values, sizes } = from;
  const limit = task.shape.small;
  const [a, b, c, d] = [small.low - 1e-7, small.high + 1e-7, big.low - 1e-7, big.high + 1e-7];
  let count = 0;
  for (let i = 0; i < from.count; i++) {
    const mask = masks[i] ?? 0;
    if ((mask & taken) !== 0) continue;
    const value = values[i] ?? 0;
    const size = sizes[i] ?? 0;
    if (size > limit ? value < c || value > d : value < a || value > b) continue;
    to.masks[count] = mask;
    to.values[count] = value;
    to.sizes[count++] = size;
  }
  to.count = count;
}
