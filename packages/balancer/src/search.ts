import { choose, type Known, listTeams, type Rest, type Search, valueRange } from './candidates.ts';
import { cover } from './cover.ts';
import { pigeonhole } from './pigeonhole.ts';
import { members } from './space.ts';

/** The lowest or highest team is chosen first when it has less than this share of the range of any team. */
const NARROW = 0.3;

/** … and when that range is at least so many hundredths wide; else there are few candidates anyway. */
const WIDE = 16;

/**
 * Finds every split with gap ≤ `search.limit`, each once, depth first. Where few subsets can be the lowest (or highest) team of
 * all, as with a star or with two classes of players, that team is chosen first: then the values of all others are known
 * almost exactly. Else an exact cover is searched among all subsets that can be teams.
 *
 * @returns false when the budget ran out: then nothing is proven.
 */
export function explore(search: Search, rest: Rest, known: Known): boolean {
  if (search.space.task.budget.left < 0) return false;
  const side = rest.smalls + rest.bigs > 2 ? narrowSide(search, rest, known) : 'none';
  if (side === 'impossible') return true;
  return side === 'none' ? cover(search, rest, known) : pickExtreme(search, rest, known, side);
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

/** Each subset that can be the extreme team as that, the mildest first. */
function pickExtreme(search: Search, rest: Rest, known: Known, { highest, bounds }: Side): boolean {
  const { budget } = search.space.task;
  const list = listTeams(search, rest, known, -1, bounds);
  const { values, masks } = list;
  const cost = (i: number) => (highest ? 1 : -1) * (values[i] ?? 0);
  const order = [...values.keys()].sort((a, b) => cost(a) - cost(b) || a - b);
  for (const i of order) {
    if (budget.left < 0) return false;
    if (search.limit < 0) return true;
    const [value, mask] = [values[i] ?? 0, masks[i] ?? 0];
    const first = 31 - Math.clz32(mask & -mask);
    const learnt = highest ? { ceiling: value, ceilingItem: first } : { floor: value, floorItem: first };
    if (!choose(search, rest, known, list, i, (next, others) => explore(search, next, { ...others, ...learnt })))
      return false;
  }
  return budget.left >= 0;
}
