import { choose, type Known, listTeams, type Rest, type Search, valueRange } from './candidates.ts';
import { binomial } from './counting.ts';
import { cover } from './cover.ts';
import { pigeonhole } from './pigeonhole.ts';
import { members } from './space.ts';
import { emptyList, type SubsetList } from './subsets.ts';

/** More candidate prefixes than this are not listed for all players at once, but for one player at a time. */
const LISTABLE = 50_000;

/** The lowest or highest team is chosen first when it has less than this share of the range of any team. */
const NARROW = 0.3;

/** … and when that range is at least so many hundredths wide; else there are few candidates anyway. */
const WIDE = 16;

/**
 * Finds every split with gap ≤ `search.limit`, each once, depth first. Where few subsets can be the lowest (or highest) team of
 * all, as with a star or with two classes of players, that team is chosen first: then the values of all others are known
 * almost exactly. Else all subsets that can be teams are listed and an exact cover is searched; or, where
 * that list would be too long, the team of one player is chosen first.
 *
 * @returns false when the budget ran out: then nothing is proven.
 */
export function explore(search: Search, rest: Rest, known: Known): boolean {
  const { space } = search;
  const teams = rest.smalls + rest.bigs;
  const { shape, budget } = space.task;
  if (budget.left < 0) return false;
  const size = shape.small + (rest.bigs > 0 ? 1 : 0);
  const people = rest.smalls * shape.small + rest.bigs * (shape.small + 1);
  if (teams > 2) {
    const side = narrowSide(search, rest, known);
    if (side === 'impossible') return true;
    if (side !== 'none') return pickExtreme(search, rest, known, side);
  }
  if (teams > 2 && binomial(people, size - 1) <= LISTABLE) return cover(search, rest, known);
  return pickTeamOf(search, rest, known, members(rest.items)[0] ?? 0);
}

interface Side {
  readonly highest: boolean;
  readonly bounds: { low: number; high: number };
}

/** Whether the lowest or the highest team of the rest is confined to a range much narrower than that of any team. */
function narrowSide(search: Search, rest: Rest, known: Known): Side | 'none' | 'impossible' {
  const { space } = search;
  const { shape, layout, values, budget } = space.task;
  const range = valueRange(search, rest, known, rest.smalls > 0 ? 0 : 1);
  if (range.low > range.high) return 'impossible';
  const players = members(rest.items).flatMap((item) => layout.items[item]?.members ?? []);
  const levels = players.map((player) => values[player] ?? 0).sort((a, b) => b - a);
  budget.left -= 8 * levels.length * (rest.bigs > 0 ? rest.smalls + 1 : 1);
  const { bound, highestAtLeast, lowestAtMost } = pigeonhole(levels, shape, rest);
  const apart = Math.max(highestAtLeast, known.highest) - Math.min(lowestAtMost, known.lowest);
  if (Math.max(bound, apart) > search.limit) return 'impossible';
  const above = range.high - highestAtLeast;
  const below = lowestAtMost - range.low;
  const width = range.high - range.low;
  if (width < WIDE * shape.scale || Math.min(above, below) >= NARROW * width) return 'none';
  const highest = above < below;
  return {
    highest,
    bounds: highest ? { low: highestAtLeast, high: Infinity } : { low: -Infinity, high: lowestAtMost },
  };
}

function pickExtreme(search: Search, rest: Rest, known: Known, { highest, bounds }: Side): boolean {
  const list = emptyList();
  listTeams(search, rest, known, -1, bounds, list);
  const learn = (value: number, mask: number) => {
    const first = 31 - Math.clz32(mask & -mask);
    return highest ? { ceiling: value, ceilingItem: first } : { floor: value, floorItem: first };
  };
  return tryAll(search, rest, known, list, learn, highest ? 1 : -1);
}

function pickTeamOf(search: Search, rest: Rest, known: Known, pivot: number): boolean {
  const list = emptyList();
  listTeams(search, rest, known, pivot, { low: -Infinity, high: Infinity }, list);
  return tryAll(search, rest, known, list, () => ({}), 0);
}

/** Each listed subset as the next team, most promising first: the mildest extreme, or the value nearest to the mean. */
function tryAll(
  search: Search,
  rest: Rest,
  known: Known,
  list: SubsetList,
  learn: (value: number, mask: number) => Partial<Known>,
  direction: number,
): boolean {
  const { space } = search;
  const { budget, shape } = space.task;
  const mean = (rest.sum * shape.scale) / (rest.smalls * space.masses[0] + rest.bigs * space.masses[1]);
  const order = [...list.masks.keys()];
  const cost = (i: number) =>
    direction === 0 ? Math.abs((list.values[i] ?? 0) - mean) : direction * (list.values[i] ?? 0);
  order.sort((a, b) => cost(a) - cost(b) || a - b);
  for (const i of order) {
    if (budget.left < 0) return false;
    if (search.limit < 0) return true;
    const learnt = learn(list.values[i] ?? 0, list.masks[i] ?? 0);
    if (!choose(search, rest, known, list, i, (next, others) => explore(search, next, { ...others, ...learnt })))
      return false;
  }
  return budget.left >= 0;
}
