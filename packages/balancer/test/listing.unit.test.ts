import { describe, expect, it } from 'vitest';
import { HARD_KINDS, squad } from '../bench/squads.ts';
import { bruteForce } from '../src/brute-force.ts';
import { enumerate } from '../src/enumerate.ts';
import { layOut } from '../src/layout.ts';
import { readProblem } from '../src/problem.ts';
import { seededRandom } from '../src/random.ts';
import { ranked } from '../src/ranked.ts';
import { fromLevels } from '../src/shape.ts';
import { spaceOf } from '../src/space.ts';
import type { Task } from '../src/task.ts';
import { teamTrial } from '../src/team-trial.ts';
import { share } from './share.ts';

function searchable(input: Parameters<typeof readProblem>[0], tolerance: number, left = 1e9) {
  const problem = readProblem(input);
  const layout = 'kind' in problem ? undefined : layOut(problem, []);
  if ('kind' in problem || !layout) throw new Error('refused');
  const task: Task = { values: problem.values, layout, shape: problem.shape, budget: { left } };
  const space = spaceOf(task);
  if (!space) throw new Error('too many');
  return { space, limit: fromLevels(problem.shape, tolerance) };
}

describe('listing', { timeout: 60_000 }, () => {
  const hard = HARD_KINDS.flatMap((kind) =>
    [
      [9, 3],
      [10, 4],
      [11, 3],
      [10, 5],
      [10, 3],
    ].map(([size = 0, teams = 0]) => ({ kind, size, teams })),
  );

  it.each(hard)('finds each fair split of $kind once: $size in $teams', ({ kind, size, teams }) => {
    for (let number = 0; number < share(2); number++) {
      const input = { players: squad(kind, size, number), teams };
      const { optimalGap } = bruteForce(input, 0);
      for (const tolerance of [optimalGap, optimalGap + 0.1, optimalGap + 0.7]) {
        const { space, limit } = searchable(input, tolerance);
        const listing = enumerate(space, limit, Infinity);
        const found = Array.from({ length: listing?.count ?? 0 }, (_, i) =>
          listing?.at(i).map(String).sort().join(' '),
        );
        expect(new Set(found).size).toBe(found.length);
        expect(found.length).toBe(bruteForce(input, tolerance).fair);
      }
    }
  });

  it('gives up above the number wanted, and out of work', () => {
    const input = { players: squad('ordinary', 10, 1), teams: 3 };
    const { space, limit } = searchable(input, 0.5);
    const { fair: count } = bruteForce(input, 0.5);
    expect(enumerate(space, limit, count)?.count).toBe(count);
    for (const most of [0, 1, 2, count - 1]) expect(enumerate(space, limit, most)).toBeUndefined();
    const poor = searchable(input, 0.5, 50);
    expect(enumerate(poor.space, limit, count)).toBeUndefined();
  });

  it.each(HARD_KINDS)('lists all or nothing of %s, wherever the work ends', (kind) => {
    const input = { players: squad(kind, 13, 1), teams: 4 };
    const { space, limit } = searchable(input, 0.5);
    const all = enumerate(space, limit, Infinity)?.count;
    const steps = 1e9 - space.task.budget.left;
    for (let left = 0; left < steps; left += steps / 80) {
      const listed = enumerate(searchable(input, 0.5, left).space, limit, Infinity)?.count;
      expect(listed ?? all).toBe(all);
      if (left < 0.9 * steps) expect(listed).toBeUndefined();
    }
  });
});

describe('splits by number', () => {
  const numbered = ranked(0, 5, (rank) => [[rank]], 'listed');

  it('are each offered once, in an order that is even', () => {
    const random = seededRandom('order');
    const places = Array.from({ length: 5 }, () => [0, 0, 0, 0, 0]);
    for (let run = 0; run < 2000; run++) {
      const offered: number[] = [];
      expect(numbered.pick(random, (teams) => offered.push(teams[0]?.[0] ?? -1) < 0)).toBeUndefined();
      expect(offered.toSorted()).toEqual([0, 1, 2, 3, 4]);
      for (const [place, rank] of offered.entries()) {
        const row = places[place] ?? [];
        row[rank] = (row[rank] ?? 0) + 1;
      }
    }
    for (const count of places.flat()) expect(Math.abs(count - 400)).toBeLessThan(75);
  });

  it('are tried as often as asked', () => {
    let offers = 0;
    expect(numbered.pick(seededRandom('few'), () => ++offers > 3, 3)).toBeUndefined();
    expect(offers).toBe(3);
    expect(numbered.pick(seededRandom('few'), () => ++offers > 4, 3)).toMatchObject({ limit: 0, picking: 'listed' });
    expect(numbered).toMatchObject({ limit: 0, count: 5, exact: true, blind: false });
  });
});

it('drawing from all teams takes about as many attempts as the number of outcomes says', () => {
  for (const [size, teams, tolerance, most] of [
    [12, 3, 0.4, 60],
    [11, 3, 0.4, 60],
    [12, 4, 0.4, 60],
    [10, 4, 0.4, 60],
    [12, 5, 1, 200],
    [11, 5, 1, 200],
  ] as const) {
    const input = { players: squad('ordinary', size, 2), teams };
    const { space, limit } = searchable(input, tolerance);
    const trial = teamTrial(space, limit);
    const random = seededRandom('attempts');
    const attempts = 20_000;
    let hits = 0;
    for (let i = 0; i < attempts; i++) if (trial.attempt(random)) hits++;
    const { fair } = bruteForce(input, tolerance);
    const expected = (attempts * fair) / trial.outcomes;
    expect(Math.abs(hits - expected)).toBeLessThan(4 * Math.sqrt(expected));
    expect(trial.outcomes).toBeLessThan(most * fair);
  }
});
