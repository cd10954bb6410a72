import { listTeams, wholeTask } from './candidates.ts';
import { log2 } from './logarithm.ts';
import type { Bounds } from './prove.ts';
import type { Random } from './random.ts';
import { rarestFirst } from './rarest.ts';
import type { Trial } from './shuffle-trial.ts';
import { members, type Space, sumOf } from './space.ts';
import { binomial, emptyList } from './subsets.ts';
import type { Teams } from './task.ts';

/** Where listing takes more prefixes than this, teams are dealt at random instead. */
const LISTABLE = 150_000;

/**
 * Rejection from the list of all subsets that can be a team: the team of the first player, then of the first player
 * left, and so on, each uniformly from the subsets of that player, padded with blanks to the longest such list; the
 * last two by an even choice of what remains. A blank, an overlap or a gap above the limit ends the attempt. Each fair split
 * is the outcome of exactly one sequence of choices and all sequences are equally likely, so what comes out is uniform.
 */
export function probe(space: Space, limit: number, bounds: Bounds): Trial | undefined {
  const { shape } = space.task;
  if (binomial(shape.players, shape.small - (shape.big > 0 ? 0 : 1)) > LISTABLE) return undefined;
  const rest = wholeTask(space);
  const list = emptyList();
  const search = { space, limit, masks: [], values: [], found: () => undefined };
  listTeams(search, rest, bounds.known, -1, { low: -Infinity, high: Infinity }, list);
  if (space.task.budget.left < 0) return undefined;
  const order = rarestFirst(list, space.sums.length);
  const bitAt = Int32Array.from(order, (item) => 1 << item);
  const byFirst: number[][] = order.map(() => []);
  for (let i = 0; i < list.count; i++) {
    let first = 0;
    while (((list.masks[i] ?? 0) & (bitAt[first] ?? -1)) === 0) first++;
    byFirst[first]?.push(i);
  }
  // At depth d the first player left stands at position d or later.
  const longest = byFirst.map((_, d) => Math.max(...byFirst.slice(d).map((indices) => indices.length)));
  longest[0] = byFirst[0]?.length ?? 0;
  // Masks and values of each list in a row, for speed.
  const masksOf = byFirst.map((indices) => Int32Array.from(indices, (index) => list.masks[index] ?? 0));
  const valuesOf = byFirst.map((indices) => Int32Array.from(indices, (index) => list.values[index] ?? 0));
  const sizesOf = byFirst.map((indices) => Uint8Array.from(indices, (index) => list.sizes[index] ?? 0));
  const chosen = new Int32Array(shape.teams);
  const depths = shape.teams - 2;
  const [size, bigger] = [shape.small, shape.small + 1];
  const choicesFor = (bigs: number) => (bigs === 1 ? [size, bigger] : [bigs === 0 ? size : bigger]);
  const waysFor = (bigs: number) =>
    choicesFor(bigs).reduce((sum, team) => sum + binomial(2 * size + bigs - 1, team - 1), 0);
  const mostChoices = Math.max(...[0, 1, 2].map(waysFor));
  const attempt = (random: Random): Teams | undefined => {
    let open = space.all;
    let bigs = shape.big;
    let low = Infinity;
    let high = -Infinity;
    for (let depth = 0, position = 0; depth < depths; depth++) {
      while ((open & (bitAt[position] ?? 0)) === 0) position++;
      const choice = random.below(longest[depth] ?? 1);
      const masks = masksOf[position];
      if (masks === undefined || choice >= masks.length) return undefined;
      const mask = masks[choice] ?? 0;
      if ((mask & ~open) !== 0) return undefined;
      const value = valuesOf[position]?.[choice] ?? 0;
      if (value < low) low = value;
      if (value > high) high = value;
      if (high - low > limit) return undefined;
      if ((sizesOf[position]?.[choice] ?? 0) > size && --bigs < 0) return undefined;
      if (shape.teams - depth - 1 < bigs) return undefined;
      open &= ~mask;
      chosen[depth] = mask;
    }
    const last = randomTeam(space, open, choicesFor(bigs), mostChoices, random);
    if (last === undefined) return undefined;
    const { mask, people } = last;
    for (const team of [mask, open & ~mask]) {
      const players = team === mask ? people : 2 * size + bigs - people;
      const value = sumOf(space, team) * (players > size ? space.bigFactor : space.smallFactor);
      low = Math.min(low, value);
      high = Math.max(high, value);
      if (high - low > limit || (space.legal && !space.legal(team, 0))) return undefined;
    }
    return [...chosen.subarray(0, depths), mask, open & ~mask].map(members);
  };
  if ((longest[0] ?? 0) === 0) return undefined;
  const bits = longest.slice(0, depths).reduce((sum, length) => sum + log2(length), log2(mostChoices));
  return { bits, attempt, cost: 2, name: 'rejection from all teams' };
}

/**
 * A team with the first item left, uniformly among the choices of players for teams of the given sizes; undefined for a
 * blank (there are `padded` choices) and where players that belong together would be torn apart.
 */
function randomTeam(space: Space, open: number, sizes: readonly number[], padded: number, random: Random) {
  const [first = 0, ...others] = members(open);
  const own = space.sizes[first] ?? 1;
  const players = others.flatMap((item) =>
    space.sizes[item] === 1 ? item : Array<number>(space.sizes[item] ?? 1).fill(item),
  );
  let choice = random.below(padded);
  for (const people of sizes) {
    const ways = people < own ? 0 : binomial(players.length, people - own);
    if (choice >= ways) {
      choice -= ways;
      continue;
    }
    const mask = randomSubset(players, people - own, random) | (1 << first);
    const whole = members(mask).reduce((sum, item) => sum + (space.sizes[item] ?? 1), 0);
    return whole === people ? { mask, people } : undefined;
  }
  return undefined;
}

function randomSubset(items: number[], size: number, random: Random): number {
  let mask = 0;
  for (let i = 0; i < size; i++) {
    const j = i + random.below(items.length - i);
    const [a = 0, b = 0] = [items[i], items[j]];
    items[i] = b;
    items[j] = a;
    mask |= 1 << b;
  }
  return mask;
}
