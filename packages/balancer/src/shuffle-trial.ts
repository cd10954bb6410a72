import { log2, logFactorial } from './logarithm.ts';
import type { Trial } from './probe.ts';
import { type Random, shuffle } from './random.ts';
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
  const least = leastRoom.reduce((sum, room) => sum + logFactorial(room), 0);
  const room: number[] = [];
  const made: number[][] = [];
  const clear = () => {
    for (let t = 0; t < teams; t++) {
      room[t] = roomAt(t);
      made[t] = [];
    }
  };
  const placeRuled = (random: Random): boolean => {
    clear();
    const put = (item: number, t: number) => {
      made[t]?.push(item);
      room[t] = (room[t] ?? 0) - (layout.items[item]?.size ?? 0);
      return (room[t] ?? 0) >= 0;
    };
    for (const item of thrown) {
      const t = random.below(teams);
      if (made[t]?.some((other) => layout.conflicts[item]?.has(other)) || !put(item, t)) return false;
    }
    for (const { items } of hands) {
      const order = shuffle(
        Array.from({ length: teams }, (_, t) => t),
        random,
      );
      shuffle(items, random);
      for (const [i, item] of items.entries()) if (!put(item, order[i % teams] ?? 0)) return false;
    }
    for (const { counts, low, high } of watched) {
      for (const team of made) {
        const count = team.reduce((sum, item) => sum + (counts[item] ?? 0), 0);
        if (count < low || count > high) return false;
      }
    }
    const uneven = room.reduce((sum, left) => sum + logFactorial(left), 0) - least;
    return uneven < 1e-6 || random.below(2 ** 30) < 2 ** (30 - uneven);
  };
  const sums = Int32Array.from(layout.items, ({ sum }) => sum);
  const factors = Array.from({ length: teams }, (_, t) => factor(shape, roomAt(t)));
  const pool = Int32Array.from(free);
  const fill = (random: Random): Teams | undefined => {
    let [low, high, start] = [Infinity, -Infinity, 0];
    for (let t = 0; t < teams; t++) {
      let sum = 0;
      for (const item of made[t] ?? []) sum += sums[item] ?? 0;
      for (const end = start + (room[t] ?? 0); start < end; start++) {
        const j = start + random.below(pool.length - start);
        const item = pool[j] ?? 0;
        pool[j] = pool[start] ?? 0;
        pool[start] = item;
        sum += sums[item] ?? 0;
      }
      const value = sum * (factors[t] ?? 0);
      if (value < low) low = value;
      if (value > high) high = value;
      if (high - low > limit) return undefined;
    }
    start = 0;
    return made.map((team, t) => {
      const from = start;
      start += room[t] ?? 0;
      return [...team, ...pool.subarray(from, start)];
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
    cost: ruleless ? 6 : 30,
    name: 'rejection from shuffles',
  };
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
