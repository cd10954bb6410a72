import { pairOf } from './pair.ts';
import type { Random } from './random.ts';
import { gapOf, sizeOf, type Task, type Teams } from './task.ts';
import { evenWithin, splitsWithin } from './window.ts';

/** Rounds over all teams: each team is in about this many re-splits. */
const SWEEPS = 12;

/**
 * Block Gibbs sampling (Geman and Geman, 1984, with two teams as the block): two random teams are split anew, uniformly among all
 * splits of theirs that keep the gap within the limit. Leaves the uniform distribution over fair splits unchanged and
 * mixes well for teams of five and more; but after finitely many steps it is an approximation, and is called so.
 */
export function gibbs(task: Task, start: Teams, limit: number, random: Random): Teams {
  const { shape, budget } = task;
  let teams = start;
  for (let step = 0; step < SWEEPS * shape.teams && budget.left > 0; step++) {
    const a = random.below(shape.teams);
    const b = (a + 1 + random.below(shape.teams - 1)) % shape.teams;
    const [x = [], y = []] = [teams[a], teams[b]];
    const pair = pairOf(task, [...x, ...y], [sizeOf(task, x), sizeOf(task, y)]);
    if (pair === undefined) continue;
    const set = splitsWithin(pair, evenWithin(pair, limit));
    const [left, right] = set.split(random.below(set.count));
    const next = teams.with(a, left).with(b, right);
    // Any split of the two is as likely to be proposed as any other: to stay where that is not fair keeps all equally likely.
    if (gapOf(task, next) <= limit) teams = next;
  }
  return teams;
}
