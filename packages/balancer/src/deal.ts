import type { Sharing } from './pigeonhole.ts';
import type { Task, Teams } from './task.ts';

/** A team to be dealt to: how many of the best and of the others it still takes. */
interface Seat {
  readonly items: number[];
  tops: number;
  rest: number;
  sum: number;
}

/**
 * The split that a pigeonhole bound speaks of: the teams bound to be high get the weakest they may, those bound to be low the
 * strongest, and the rest what is left. Where the bound is sharp this is nearly the optimum. For tasks without rules.
 */
export function dealAsBound({ shape, values }: Task, sharing: Sharing): Teams {
  const { best, inSmalls, inBigs, high, low } = sharing;
  const slots = { smalls: shape.teams - shape.big, bigs: shape.big };
  const seats = [...seatsOf(shape.small, inSmalls, slots.smalls), ...seatsOf(shape.small + 1, inBigs, slots.bigs)];
  const smalls = seats.slice(0, slots.smalls);
  const bigs = seats.slice(slots.smalls);
  const highs = [...smalls.slice(0, high.smalls), ...bigs.slice(0, high.bigs)];
  const lows = [...last(smalls, low.smalls), ...last(bigs, low.bigs)].filter((seat) => !highs.includes(seat));
  const middle = seats.filter((seat) => !highs.includes(seat) && !lows.includes(seat));
  const players = values.map((value, item) => ({ value, item }));
  const pools = { tops: players.slice(0, best), rest: players.slice(best) };
  for (const kind of ['tops', 'rest'] as const) {
    const [low, mid] = [lows, middle].map((group) => group.reduce((sum, seat) => sum + seat[kind], 0));
    const [a = 0, b = 0] = [low, (low ?? 0) + (mid ?? 0)];
    deal(pools[kind].slice(0, a), lows, kind);
    deal(pools[kind].slice(a, b), middle, kind);
    deal(pools[kind].slice(b), highs, kind);
  }
  return seats.map(({ items }) => items);
}

/** `tops` shared evenly among teams of one size, the fullest first. */
function seatsOf(size: number, tops: number, teams: number): Seat[] {
  return Array.from({ length: teams }, (_, t) => {
    const own = Math.floor(tops / teams) + (t < tops % teams ? 1 : 0);
    return { items: [], tops: own, rest: size - own, sum: 0 };
  });
}

/** Strongest first, each to the weakest team with room. */
function deal(
  players: readonly { value: number; item: number }[],
  seats: readonly Seat[],
  kind: 'tops' | 'rest',
): void {
  for (const { value, item } of players) {
    let chosen: Seat | undefined;
    for (const seat of seats) if (seat[kind] > 0 && (chosen === undefined || seat.sum < chosen.sum)) chosen = seat;
    if (chosen === undefined) return;
    chosen.items.push(item);
    chosen.sum += value;
    chosen[kind]--;
  }
}

function last<T>(list: readonly T[], count: number): T[] {
  return list.slice(list.length - count);
}
