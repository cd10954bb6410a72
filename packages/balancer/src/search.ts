import { choose, type Known, listTeams, NOTHING_KNOWN, type Rest, type Search, valueRange } from './candidates.ts';
import { cover } from './cover.ts';
import { pigeonhole } from './pigeonhole.ts';
import { members } from './space.ts';

/** The lowest or highest team is chosen first when it has less than this share of the range of any team. */
const NARROW = 0.3;

/** … and when that range is at least so many hundredths wide; else there are few candidates anyway. */
const WIDE = 16;

/** The classes of more teams can be shared out in too many ways. */
const MANY = 6;

/**
 * Finds every split with gap ≤ `search.limit`, each once, depth first. Where few subsets can be the lowest (or highest) team of
 * all, as with a star or with two classes of players, that team is chosen first: then the values of all others are known
 * almost exactly. Else an exact cover is searched among all subsets that can be teams.
 *
 * @returns false when the budget ran out: then nothing is proven.
 */
export function explore(search: Search, rest: Rest, known: Known = NOTHING_KNOWN): boolean {
  const { space, limit } = search;
  const { shape, layout, values, budget } = space.task;
  if (budget.left < 0) return false;
  const teams = rest.smalls + rest.bigs;
  if (teams < 3 || teams > MANY) return cover(search, rest, known);
  const players = members(rest.items).flatMap((item) => layout.items[item]?.members ?? []);
  const levels = players.map((player) => values[player] ?? 0).sort((a, b) => b - a);
  const { lowest, highest, bound } = pigeonhole(levels, shape, rest, known, limit, budget);
  if (bound > limit) return true;
  const learnt = { ...known, lowest: Math.min(lowest, known.lowest), highest: Math.max(highest, known.highest) };
  const range = valueRange(search, rest, known, rest.smalls > 0 ? 0 : 1);
  const width = range.high - range.low;
  const above = range.high - highest;
  const below = lowest - range.low;
  // Classes know nothing of players kept together.
  const welded = layout.items.length < values.length;
  if (welded || width < WIDE * shape.scale || Math.min(above, below) >= NARROW * width)
    return cover(search, rest, learnt);
  return above < below
    ? pickExtreme(search, rest, learnt, 1, { low: highest, high: Infinity })
    : pickExtreme(search, rest, learnt, -1, { low: -Infinity, high: lowest });
}

/** Each subset that can be the highest (sign 1) or lowest (−1) team as that, the mildest first. */
function pickExtreme(
  search: Search,
  rest: Rest,
  known: Known,
  sign: 1 | -1,
  bounds: { low: number; high: number },
): boolean {
  const { budget } = search.space.task;
  const list = listTeams(search, rest, known, bounds).sort((a, b) => sign * (a.value - b.value) || a.mask - b.mask);
  for (const team of list) {
    if (search.limit < 0) return true;
    const first = 31 - Math.clz32(team.mask & -team.mask);
    const learnt = sign > 0 ? { ceiling: team.value, ceilingItem: first } : { floor: team.value, floorItem: first };
    if (!choose(search, rest, known, team, (next, others) => explore(search, next, { ...others, ...learnt })))
      return false;
  }
  return budget.left >= 0;
}
