import { log2, logFactorial } from './logarithm.ts';
import type { Trial } from './probe.ts';
import type { Random } from './random.ts';
import { factor } from './shape.ts';
import { binomial } from './subsets.ts';
import type { Task, Teams } from './task.ts';

/** Members of a group that no other rule speaks about: they are dealt out evenly at once. */
interface Hand {
  readonly items: number[];
}

/**
 * Rejection from shuffled teams: groups are dealt out evenly, other ruled items thrown into any team, the rest shuffled
 * into the room left; a broken rule or a gap above the limit ends the attempt. Room that is left unevenly is more
 * likely to be filled in one given way, which a last throw corrects, so that what comes out is uniform.
 */
export function shuffleTrial(task: Task, limit: number): Trial {
  const { layout, shape } = task;
  const teams = shape.teams;
  const hands = dealable(task);
  const dealt = new Set(hands.flatMap(({ items }) => items));
  const thrown = layout.items.flatMap((_, item) => (!dealt.has(item) && isRuled(task, item) ? [item] : []));
  const isThrown = new Set(thrown);
  const free = layout.items.flatMap((_, item) => (dealt.has(item) || isThrown.has(item) ? [] : [item]));
  const watched = layout.groups.filter(({ counts }) => thrown.some((item) => (counts[item] ?? 0) > 0));
  const roomAt = (t: number) => shape.small + (t < shape.big ? 1 : 0);
  const leastRoom = Array.from({ length: teams }, (_, t) => Math.floor((free.length + t) / teams));
  const factorials = Array.from({ length: shape.small + 2 }, (_, n) => logFactorial(n));
  const least = leastRoom.reduce((sum, room) => sum + logFactorial(room), 0);
  const sums = Int32Array.from(layout.items, ({ sum }) => sum);
  const sizes = Int32Array.from(layout.items, ({ size }) => size);
  const factors = Array.from({ length: teams }, (_, t) => factor(shape, roomAt(t)));
  const order = Int32Array.from({ length: teams }, (_, t) => t);
  const cards = hands.map(({ items }) => Int32Array.from(items));
  const pool = Int32Array.from(free);
  // What is placed in each team: how many players still fit, the sum of levels, and the items, in rows.
  const room = new Int32Array(teams);
  const placed = new Float64Array(teams);
  const row = new Int32Array(teams);
  const rows = new Int32Array(teams * layout.items.length);
  const clear = () => {
    for (let t = 0; t < teams; t++) room[t] = roomAt(t);
    placed.fill(0);
    row.fill(0);
  };
  const put = (item: number, t: number): boolean => {
    rows[t * layout.items.length + (row[t] ?? 0)] = item;
    row[t] = (row[t] ?? 0) + 1;
    placed[t] = (placed[t] ?? 0) + (sums[item] ?? 0);
    room[t] = (room[t] ?? 0) - (sizes[item] ?? 0);
    return (room[t] ?? 0) >= 0;
  };
  const inTeam = (t: number) => rows.subarray(t * layout.items.length, t * layout.items.length + (row[t] ?? 0));
  const placeRuled = (random: Random): boolean => {
    clear();
    for (const item of thrown) {
      const t = random.below(teams);
      const conflicts = layout.conflicts[item];
      if ((conflicts?.size ?? 0) > 0 && inTeam(t).some((other) => conflicts?.has(other))) return false;
      if (!put(item, t)) return false;
    }
    for (const hand of cards) {
      mix(order, 0, teams, random);
      mix(hand, 0, hand.length, random);
      for (let i = 0; i < hand.length; i++) if (!put(hand[i] ?? 0, order[i % teams] ?? 0)) return false;
    }
    for (const { counts, low, high } of watched) {
      for (let t = 0; t < teams; t++) {
        const count = inTeam(t).reduce((sum, item) => sum + (counts[item] ?? 0), 0);
        if (count < low || count > high) return false;
      }
    }
    let uneven = -least;
    for (let t = 0; t < teams; t++) uneven += factorials[room[t] ?? 0] ?? 0;
    return uneven < 1e-6 || random.below(2 ** 30) < 2 ** (30 - uneven);
  };
  const fill = (random: Random): Teams | undefined => {
    let [low, high, start] = [Infinity, -Infinity, 0];
    for (let t = 0; t < teams; t++) {
      const end = start + (room[t] ?? 0);
      mix(pool, start, end, random);
      let sum = placed[t] ?? 0;
      for (; start < end; start++) sum += sums[pool[start] ?? 0] ?? 0;
      const value = sum * (factors[t] ?? 0);
      if (value < low) low = value;
      if (value > high) high = value;
      if (high - low > limit) return undefined;
    }
    start = 0;
    return Array.from(room, (left, t) => {
      start += left;
      return [...inTeam(t), ...pool.subarray(start - left, start)];
    });
  };
  const ruleless = hands.length === 0 && thrown.length === 0;
  clear();
  const placements = hands.reduce(
    (sum, { items }) => sum + waysToDeal(items.length, teams),
    thrown.length * log2(teams),
  );
  const labels = logFactorial(shape.big) + logFactorial(teams - shape.big);
  return {
    bits: placements + logFactorial(free.length) - least - labels,
    attempt: (random) => (ruleless || placeRuled(random) ? fill(random) : undefined),
    cost: ruleless ? 6 : 16,
    name: 'rejection from shuffles',
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

/** Whether any rule speaks about the item. */
export function isRuled({ layout }: Task, item: number): boolean {
  const { size = 1 } = layout.items[item] ?? {};
  return (
    size > 1 || (layout.conflicts[item]?.size ?? 0) > 0 || layout.groups.some(({ counts }) => (counts[item] ?? 0) > 0)
  );
}

function dealable({ layout, shape }: Task): Hand[] {
  const groupsOf = layout.items.map((_, item) => layout.groups.filter(({ counts }) => (counts[item] ?? 0) > 0).length);
  return layout.groups.flatMap(({ counts, total, low, high }) => {
    const items = counts.flatMap((count, item) => (count > 0 ? [item] : []));
    const even = low === Math.floor(total / shape.teams) && high === Math.ceil(total / shape.teams);
    const alone = items.every(
      (item) => groupsOf[item] === 1 && layout.items[item]?.size === 1 && layout.conflicts[item]?.size === 0,
    );
    return even && alone ? [{ items }] : [];
  });
}

/** log2 of the number of ways to deal so many players evenly to labelled teams. */
function waysToDeal(players: number, teams: number): number {
  const [share, extra] = [Math.floor(players / teams), players % teams];
  const repeats = extra * logFactorial(share + 1) + (teams - extra) * logFactorial(share);
  return log2(binomial(teams, extra)) + logFactorial(players) - repeats;
}
