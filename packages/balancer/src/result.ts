import type { Layout } from './layout.ts';
import type { Problem } from './problem.ts';
import type { Random } from './random.ts';
import { shuffle } from './random.ts';
import type { Teams } from './task.ts';
import type { PlayerId } from './types.ts';

/** Indices of the players in each team, strongest first; teams that a rule fixes a player to stand at its index. */
export function seat(problem: Problem, layout: Layout, teams: Teams, random?: Random): number[][] {
  const placed: (number[] | undefined)[] = Array.from({ length: problem.shape.teams });
  const loose: number[][] = [];
  for (const team of teams) {
    const members = team.flatMap((index) => layout.items[index]?.members ?? []).sort((a, b) => a - b);
    const label = Math.max(...team.map((index) => layout.items[index]?.team ?? -1));
    if (label >= 0) placed[label] = members;
    else loose.push(members);
  }
  loose.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
  if (random) shuffle(loose, random);
  return placed.map((team) => team ?? loose.shift() ?? []);
}

export function toIds(problem: Problem, seats: readonly (readonly number[])[]): PlayerId[][] {
  return seats.map((team) => team.map((index) => problem.players[index]?.id ?? ''));
}

/** Mean level of each team, in levels. */
export function meansOf(problem: Problem, seats: readonly (readonly number[])[]): number[] {
  return seats.map((team) => team.reduce((sum, index) => sum + (problem.values[index] ?? 0), 0) / (100 * team.length));
}
