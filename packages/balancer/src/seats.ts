import type { Problem } from './problem.ts';
import type { PlayerId } from './types.ts';

/** Teams by index of player; undefined unless they hold every player of the problem exactly once. */
export function seatsOf(problem: Problem, teams: readonly (readonly PlayerId[])[]): number[][] | undefined {
  if (!Array.isArray(teams) || teams.length !== problem.shape.teams) return undefined;
  const seen = new Set<number>();
  const seats: number[][] = [];
  for (const team of teams) {
    if (!Array.isArray(team) || team.length === 0) return undefined;
    const seat: number[] = [];
    for (const id of team) {
      const player = problem.indexOf.get(id);
      if (player === undefined || seen.has(player)) return undefined;
      seen.add(player);
      seat.push(player);
    }
    seats.push(seat);
  }
  return seen.size === problem.shape.players ? seats : undefined;
}
