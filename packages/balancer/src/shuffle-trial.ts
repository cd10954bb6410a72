import { binomial, factorial } from './counting.ts';
import { chanceOf } from './forecast.ts';
import { emptyPacking, isFree } from './packing.ts';
import { mostTeams, poolsOf, waysToDeal } from './pools.ts';
import { type Random, seededRandom } from './random.ts';
import { factor, mass } from './shape.ts';
import type { Task, Teams, Trial } from './task.ts';

/** A trial that needs no preparation, and foresees about how many splits are within a limit. */
export interface ShuffleTrial extends Trial {
  readonly foreseen: (limit: number) => number;
}

/** Placements made to find out how many keep the rules. */
const PILOTS = 60;

/**
 * Rejection from shuffled teams: ruled items are thrown into teams that can take them, groups are dealt out evenly and the rest
 * is shuffled into the room left, team by team, until a team is too far from the mean of all. Choices are padded with blanks to a number
 * that does not depend on earlier ones, and room left unevenly, which is more likely to be filled in one given way, is
 * corrected by a last throw, so that what comes out is uniform.
 */
export function shuffleTrial(task: Task, limit: number): ShuffleTrial {
  const { shape } = task;
  // Teams have no names here, so nobody is fixed to one.
  const layout = { ...task.layout, items: task.layout.items.map((item) => ({ ...item, team: -1 })) };
  const { team, load, fits, move, reachable } = emptyPacking(layout, shape);
  const teams = [...load.keys()];
  const pools = poolsOf(task);
  const loose = [...layout.items.keys()].filter((item) => pools.every(({ items }) => !items.includes(item)));
  const ruled = loose.filter((item) => !isFree(layout, item));
  const free = Int32Array.from(loose.filter((item) => isFree(layout, item)));
  const most = ruled.map((item, position) => mostTeams(layout, teams.length, item, ruled.slice(0, position)));
  const sums = Int32Array.from(layout.items, ({ sum }) => sum);
  const sizes = teams.map((t) => shape.small + (t < shape.big ? 1 : 0));
  const factors = sizes.map((size) => factor(shape, size));
  const masses = sizes.map((size) => mass(shape, size));
  const whole = masses.reduce((sum, own) => sum + own, 0);
  const total = sums.reduce((sum, own) => sum + own, 0) * shape.scale;
  // A team further than this from the mean of all is further than the limit from some other.
  const reach = masses.map((own) => limit * (whole - own));
  /** The most even way to deal so many: the one that can be done in most ways. */
  const evenly = (players: number) => teams.map((t) => Math.floor((players + t) / teams.length));
  const evenRoom = evenly(free.length);
  const factorials = Array.from({ length: shape.small + 2 }, (_, n) => factorial(n));
  const decks = [...pools.map(({ items }) => items), free];
  const teamOf = new Int32Array(sums.length);
  // Sums of thrown items; players of each deck for each team.
  const placed = new Float64Array(teams.length);
  const rows = decks.map(() => new Int32Array(teams.length));
  const room = rows.at(-1) ?? placed;
  const order = Int32Array.from(teams);

  const throwRuled = (random: Random): boolean => {
    for (const item of ruled) if ((team[item] ?? 0) >= 0) move(item, team[item] ?? 0, -1);
    placed.fill(0);
    for (const [position, item] of ruled.entries()) {
      const { size = 0 } = layout.items[item] ?? {};
      let choice = random.below(most[position] ?? 1);
      const t = teams.find((t) => (load[t] ?? 0) + size <= (sizes[t] ?? 0) && fits(item, t) && choice-- === 0);
      if (t === undefined) return false;
      move(item, t, 1);
      teamOf[item] = t;
      placed[t] = (placed[t] ?? 0) + (sums[item] ?? 0);
    }
    return reachable();
  };
  /** Leaves in `room` what the free players fill; false where that is no room, or too uneven to be let through. */
  const prepare = (random: Random): boolean => {
    if (!throwRuled(random)) return false;
    for (const t of teams) room[t] = (sizes[t] ?? 0) - (load[t] ?? 0);
    for (const [p, { share, extra }] of pools.entries()) {
      mix(order, 0, extra, random);
      for (let i = 0; i < teams.length; i++) {
        const t = order[i] ?? 0;
        const quota = share + (i < extra ? 1 : 0);
        const row = rows[p] ?? room;
        row[t] = quota;
        room[t] = (room[t] ?? 0) - quota;
      }
    }
    let ways = 1;
    for (const t of teams) {
      if ((room[t] ?? 0) < 0) return false;
      ways *= (factorials[evenRoom[t] ?? 0] ?? 1) / (factorials[room[t] ?? 0] ?? 1);
    }
    return ways > 1 - 1e-6 || random.below(2 ** 30) < 2 ** 30 * ways;
  };
  const next = new Int32Array(decks.length);
  const deal = (random: Random): Teams | undefined => {
    next.fill(0);
    let [low, high] = [Infinity, -Infinity];
    for (let t = 0; t < teams.length; t++) {
      let sum = placed[t] ?? 0;
      for (let d = 0; d < decks.length; d++) {
        const deck = decks[d] ?? free;
        const start = next[d] ?? 0;
        const end = start + (rows[d]?.[t] ?? 0);
        mix(deck, start, end, random);
        for (let i = start; i < end; i++) {
          const item = deck[i] ?? 0;
          sum += sums[item] ?? 0;
          teamOf[item] = t;
        }
        next[d] = end;
      }
      const value = sum * (factors[t] ?? 0);
      if (value < low) low = value;
      if (value > high) high = value;
      if (high - low > limit || Math.abs(value * whole - total) > (reach[t] ?? 0)) return undefined;
    }
    return teams.map((t) => [...teamOf.keys()].filter((item) => teamOf[item] === t));
  };
  // Where nothing but the rest is left to chance, all placements are alike.
  const steady = ruled.length === 0 && pools.every(({ extra }) => extra === 0);
  const pilot = seededRandom('pilot');
  let kept = 0;
  for (let i = 0; i < PILOTS; i++) if (prepare(pilot)) kept++;
  const outcomes = pools.reduce(
    (ways, { items, extra }) => ways * binomial(teams.length, extra) * waysToDeal(items.length, evenly(items.length)),
    (most.reduce((product, choices) => product * choices, 1) /
      factorial(shape.big) /
      factorial(teams.length - shape.big)) *
      waysToDeal(free.length, evenRoom),
  );
  return {
    outcomes,
    foreseen: (within) => (outcomes * chanceOf(task, within) * Math.max(1, kept)) / PILOTS,
    attempt: (random) => (steady || prepare(random) ? deal(random) : undefined),
    cost: 2 + 3 * ruled.length,
  };
}

/** Puts a random choice of what stands from `start` on into the places up to `end`, in random order. */
function mix(items: Int32Array, start: number, end: number, random: Random): void {
  for (let i = start; i < end; i++) {
    const j = i + random.below(items.length - i);
    const item = items[j] ?? 0;
    items[j] = items[i] ?? 0;
    items[i] = item;
  }
}
