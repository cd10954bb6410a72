import { chanceOf } from './forecast.ts';
import { log2, logFactorial } from './logarithm.ts';
import { isFree } from './packing.ts';
import { poolsOf, throwOf, waysToDeal } from './pools.ts';
import { type Random, seededRandom } from './random.ts';
import { factor, mass } from './shape.ts';
import type { Task, Teams } from './task.ts';

/** Attempts to draw a fair split; most fail. Every fair split comes out with the same probability, 2^−bits. */
export interface ForeseenTrial {
  readonly limit: number;
  readonly bits: number;
  readonly attempt: (random: Random) => Teams | undefined;
  /** Search steps that an attempt takes. */
  readonly cost: number;
  /** About how likely an attempt succeeds. */
  readonly chance: number;
}

/** Placements made to find out how many keep the rules. */
const PILOTS = 60;

/**
 * Rejection from shuffled teams: ruled items are thrown into teams that can take them, groups are dealt out evenly and the rest
 * is shuffled into the room left, team by team, until a team is too far from the mean of all. Choices are padded with blanks to a number
 * that does not depend on earlier ones, and room left unevenly, which is more likely to be filled in one given way, is
 * corrected by a last throw, so that what comes out is uniform.
 */
export function shuffleTrial(task: Task, limit: number): ForeseenTrial {
  const { layout, shape } = task;
  const { teams } = shape;
  const pools = poolsOf(task);
  const dealt = new Set(pools.flatMap(({ items }) => [...items]));
  const ruled = layout.items.flatMap((_, item) => (!dealt.has(item) && !isFree(layout, item) ? [item] : []));
  const thrown = ruled.map((item, position) => throwOf(layout, teams, item, ruled.slice(0, position)));
  const watched = layout.groups.filter(({ counts }) => ruled.some((item) => (counts[item] ?? 0) > 0));
  const free = Int32Array.from(layout.items.keys()).filter((item) => !dealt.has(item) && !ruled.includes(item));
  const sums = Int32Array.from(layout.items, ({ sum }) => sum);
  const roomAt = (t: number) => shape.small + (t < shape.big ? 1 : 0);
  const factors = Array.from({ length: teams }, (_, t) => factor(shape, roomAt(t)));
  const masses = Array.from({ length: teams }, (_, t) => mass(shape, roomAt(t)));
  const whole = masses.reduce((sum, own) => sum + own, 0);
  const total = sums.reduce((sum, own) => sum + own, 0) * shape.scale;
  // A team further than this from the mean of all is further than the limit from some other.
  const reach = masses.map((own) => limit * (whole - own));
  const least = Array.from({ length: teams }, (_, t) => logFactorial(Math.floor((free.length + t) / teams)));
  const leastOf = least.reduce((sum, log) => sum + log, 0);
  const factorials = Array.from({ length: shape.small + 2 }, (_, n) => logFactorial(n));
  // Team of each thrown item, sums and room left; how many of each pool a team gets.
  const teamOf = new Int32Array(layout.items.length);
  const room = new Int32Array(teams);
  const placed = new Float64Array(teams);
  const counts = watched.map(() => new Int32Array(teams));
  const quotas = pools.map(() => new Int32Array(teams));
  const order = Int32Array.from({ length: teams }, (_, t) => t);
  const decks = [...pools.map(({ items }) => items), free];
  const even = thrown.length === 0 && pools.every(({ extra }) => extra === 0);

  const throwRuled = (random: Random): boolean => {
    for (const row of counts) row.fill(0);
    for (const { item, most, foes, groups } of thrown) {
      let choice = random.below(most);
      let t = 0;
      for (; t < teams; t++) {
        const takes =
          (room[t] ?? 0) >= (layout.items[item]?.size ?? 1) &&
          foes.every((foe) => teamOf[foe] !== t) &&
          groups.every((group) => (counts[watched.indexOf(group)]?.[t] ?? 0) + (group.counts[item] ?? 0) <= group.high);
        if (takes && choice-- === 0) break;
      }
      if (t === teams) return false;
      teamOf[item] = t;
      room[t] = (room[t] ?? 0) - (layout.items[item]?.size ?? 1);
      placed[t] = (placed[t] ?? 0) + (sums[item] ?? 0);
      for (const group of groups) {
        const row = counts[watched.indexOf(group)];
        if (row) row[t] = (row[t] ?? 0) + (group.counts[item] ?? 0);
      }
    }
    return watched.every(({ low }, g) => counts[g]?.every((count) => count >= low));
  };
  /** Leaves in `room` what the free players fill; false where that is no room, or too uneven to be let through. */
  const prepare = (random: Random): boolean => {
    for (let t = 0; t < teams; t++) room[t] = roomAt(t);
    placed.fill(0);
    if (!throwRuled(random)) return false;
    for (const [p, { share, extra }] of pools.entries()) {
      if (extra > 0) mix(order, 0, extra, random);
      for (let i = 0; i < teams; i++) {
        const t = order[i] ?? 0;
        const quota = share + (i < extra ? 1 : 0);
        const row = quotas[p];
        if (row) row[t] = quota;
        room[t] = (room[t] ?? 0) - quota;
      }
    }
    let uneven = -leastOf;
    for (let t = 0; t < teams; t++) {
      if ((room[t] ?? 0) < 0) return false;
      uneven += factorials[room[t] ?? 0] ?? 0;
    }
    return uneven < 1e-6 || random.below(2 ** 30) < 2 ** (30 - uneven);
  };
  const rows = [...quotas, room];
  const deal = (random: Random): Teams | undefined => {
    const next = decks.map(() => 0);
    let [low, high] = [Infinity, -Infinity];
    for (let t = 0; t < teams; t++) {
      let sum = placed[t] ?? 0;
      for (let d = 0; d < decks.length; d++) {
        const deck = decks[d] ?? free;
        const start = next[d] ?? 0;
        const end = start + (rows[d]?.[t] ?? 0);
        mix(deck, start, end, random);
        for (let i = start; i < end; i++) sum += sums[deck[i] ?? 0] ?? 0;
        next[d] = end;
      }
      const value = sum * (factors[t] ?? 0);
      if (value < low) low = value;
      if (value > high) high = value;
      if (high - low > limit || Math.abs(value * whole - total) > (reach[t] ?? 0)) return undefined;
    }
    return collect();
  };
  const collect = (): Teams => {
    const next = decks.map(() => 0);
    return Array.from({ length: teams }, (_, t) => [
      ...ruled.filter((item) => teamOf[item] === t),
      ...decks.flatMap((deck, d) => {
        const start = next[d] ?? 0;
        next[d] = start + (rows[d]?.[t] ?? 0);
        return [...deck.subarray(start, next[d])];
      }),
    ]);
  };
  const ways = pools.reduce((sum, pool) => sum + waysToDeal(pool, teams), logFactorial(free.length) - leastOf);
  const throws = thrown.reduce((sum, { most }) => sum + log2(most), 0);
  const chance = chanceOf(task, limit);
  const pilot = seededRandom('pilot');
  let kept = PILOTS;
  for (let i = 0; i < PILOTS && !even; i++) if (!prepare(pilot)) kept--;
  let ready = false;
  return {
    chance: (chance * Math.max(1, kept)) / PILOTS,
    bits: ways + throws - logFactorial(shape.big) - logFactorial(teams - shape.big),
    attempt(random) {
      ready = (even && ready) || prepare(random);
      return ready ? deal(random) : undefined;
    },
    cost: 2 + thrown.length,
    limit,
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
