import { isRefusal, readProblem } from './problem.ts';
import { seatsOf } from './seats.ts';
import { factor, toLevels } from './shape.ts';
import type { PlayerId, SplitInput, Swap } from './types.ts';

/**
 * Every exchange of two players of different teams and the gap it would leave, in levels, best first; rules are not looked
 * at, since it is a person who swaps. Empty when the input is invalid or the teams are not made of its players.
 */
export function swapPreview(input: SplitInput, teams: PlayerId[][]): Swap[] {
  const problem = readProblem(input);
  if (isRefusal(problem)) return [];
  const seats = seatsOf(problem, teams);
  if (seats === undefined) return [];
  const factors = seats.map((team) => factor(problem.shape, team.length));
  const sums = seats.map((team) => team.reduce((sum, player) => sum + (problem.values[player] ?? 0), 0));
  const values = sums.map((sum, team) => sum * (factors[team] ?? 0));
  const swaps: { a: number; b: number; gap: number }[] = [];
  for (const [s, from] of seats.entries()) {
    for (let t = s + 1; t < seats.length; t++) {
      let [low, high] = [Infinity, -Infinity];
      for (const [team, value] of values.entries()) {
        if (team === s || team === t) continue;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      for (const a of from) {
        for (const b of seats[t] ?? []) {
          const moved = (problem.values[a] ?? 0) - (problem.values[b] ?? 0);
          const x = (values[s] ?? 0) - moved * (factors[s] ?? 0);
          const y = (values[t] ?? 0) + moved * (factors[t] ?? 0);
          swaps.push({ a, b, gap: Math.max(high, x, y) - Math.min(low, x, y) });
        }
      }
    }
  }
  swaps.sort((x, y) => x.gap - y.gap || x.a - y.a || x.b - y.b);
  const id = (player: number) => problem.players[player]?.id ?? '';
  return swaps.map(({ a, b, gap }) => ({ a: id(a), b: id(b), gap: toLevels(problem.shape, gap) }));
}
