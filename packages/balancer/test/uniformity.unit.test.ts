import { describe, expect, it } from 'vitest';
import { repeats } from '../src/avoid.ts';
import { everySplit } from '../src/brute-force.ts';
import { type Draw, type DrawInput, draw, type Refusal, type Rule } from '../src/index.ts';
import { type Group, layOut } from '../src/layout.ts';
import { pickFair } from '../src/pick.ts';
import { readProblem } from '../src/problem.ts';
import { seededRandom } from '../src/random.ts';
import { fromLevels } from '../src/shape.ts';
import { shuffleTrial } from '../src/shuffle-trial.ts';
import { solve } from '../src/solve.ts';
import { spaceOf } from '../src/space.ts';
import type { Task, Teams } from '../src/task.ts';
import { teamTrial } from '../src/team-trial.ts';
import { share } from './share.ts';
import { canonical, playersOf } from './squads.ts';

/** Twelve with many ties at the ends, so that keeping stars apart excludes few splits. */
const LEVELS = [4.5, 4.5, 4.5, 4.5, 3.7, 3.2, 2.8, 2.3, 1, 1, 1, 1];

/** χ² against equal chances, standardised (Wilson and Hilferty): above 3.1 once in a thousand. */
function standardised(counts: readonly number[]): number {
  const expected = counts.reduce((a, b) => a + b, 0) / counts.length;
  const chi = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const freedom = counts.length - 1;
  return ((chi / freedom) ** (1 / 3) - (1 - 2 / (9 * freedom))) / Math.sqrt(2 / (9 * freedom));
}

/** Keys of all splits within the tolerance. */
function fairKeys(input: Omit<DrawInput, 'seed'>, tolerance: number): Set<string> {
  const keys = new Set<string>();
  for (const { team, gap } of everySplit(input)) {
    if (gap > tolerance + 1e-9) continue;
    const teams = Array.from({ length: input.teams }, (_, t) =>
      input.players.flatMap(({ id }, player) => (team[player] === t ? [id] : [])),
    );
    keys.add(canonical(teams));
  }
  return keys;
}

/** What a draw does with its seed once the fair set is known: to find that again for every seed would take long. */
function drawing(input: Omit<DrawInput, 'seed'> & { tolerance: number }) {
  const { problem, layout, task, key } = taskOf(input);
  const solution = solve(task);
  if (!solution) throw new Error('no split');
  const fair = solution.fairSet(Math.max(solution.optimum.gap, fromLevels(problem.shape, input.tolerance)));
  return (seed: string) => {
    const { teams, starsApart } = pickFair(
      problem,
      task,
      solution,
      fair,
      seededRandom(seed),
      repeats(problem, layout, []),
    );
    return { key: key(teams), starsApart };
  };
}

function isOf(key: string) {
  return (result: Draw | Refusal) => result.kind === 'draw' && result.starsApart && canonical(result.teams) === key;
}

/** The parts of a draw, and what splits are called here. */
function taskOf(input: Omit<DrawInput, 'seed'>) {
  const problem = readProblem(input);
  if ('kind' in problem) throw new Error('refused');
  const layout = layOut(problem, problem.rules);
  if (!layout) throw new Error('contradiction');
  const task: Task = { values: problem.values, layout, shape: problem.shape, budget: { left: 1e9 } };
  const players = (item: number) =>
    layout.items[item]?.members.map((player) => problem.players[player]?.id ?? '') ?? [];
  return { problem, layout, task, key: (split: Teams) => canonical(split.map((team) => team.flatMap(players))) };
}

describe('draws are uniform over the fair splits', { timeout: 60_000 }, () => {
  const rules: Rule[] = [
    { kind: 'apart', players: ['p4', 'p5'] },
    { kind: 'together', players: ['p6', 'p9'] },
  ];
  it.each([
    ['two teams', 2, [], 0.1],
    ['two teams with rules', 2, rules, 0.2],
    ['three teams', 3, [], 0.2],
    ['three teams with rules', 3, rules, 0.4],
    ['four teams', 4, [], 0.5],
    ['four teams with rules', 4, rules, 0.7],
  ] as const)('%s', (_, teams, someRules, tolerance) => {
    const input = { players: playersOf(...LEVELS), teams, rules: [...someRules], tolerance };
    const fair = fairKeys(input, tolerance);
    const counts = new Map<string, number>();
    const drawn = drawing(input);
    for (let seed = 0; seed < share(teams === 2 ? 3000 : 1500); seed++) {
      const { key, starsApart } = drawn(`${seed}`);
      expect(starsApart && fair.has(key)).toBe(true);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    for (let seed = 0; seed < 20; seed++) {
      expect(draw({ ...input, seed: `${seed}` })).toSatisfy(isOf(drawn(`${seed}`).key));
    }
    // Which fair splits have stars and weakest apart, told by looking at each.
    const bounded = [...fair].filter((key) => {
      const split = key.split(' ').map((team) => team.split('+'));
      const each = (ids: string[], low: number, high: number) =>
        split.every((team) => {
          const count = team.filter((id) => ids.includes(id)).length;
          return count >= low && count <= high;
        });
      const ends = (ids: string[]) => each(ids, 1, teams === 4 ? 1 : 4);
      return ends(['p0', 'p1', 'p2', 'p3']) && ends(['p8', 'p9', 'p10', 'p11']);
    });
    expect(new Set(counts.keys()).size).toBeLessThanOrEqual(bounded.length);
    expect(standardised(bounded.map((key) => counts.get(key) ?? 0))).toBeLessThan(3.1);
  });
});

describe('rejection is uniform', () => {
  const setUp = (
    tolerance: number,
    teams: number,
    rules: Rule[],
    count: number,
  ): { task: Task; keys: Set<string>; limit: number; key: (split: Teams) => string } => {
    const input = {
      players: playersOf(...LEVELS.slice(0, count)).map((p, i) => ({ ...p, tags: i % 3 === 0 ? ['g'] : [] })),
      teams,
      rules,
    };
    const { problem, task, key } = taskOf(input);
    return { task, keys: fairKeys(input, tolerance), limit: fromLevels(problem.shape, tolerance), key };
  };
  const sampled = (attempt: () => Teams | undefined, hits: number, key: (split: Teams) => string) => {
    const counts = new Map<string, number>();
    let attempts = 0;
    for (let hit = 0; hit < hits; attempts++) {
      const split = attempt();
      if (!split) continue;
      hit++;
      counts.set(key(split), (counts.get(key(split)) ?? 0) + 1);
    }
    return { counts, attempts };
  };

  it.each([
    ['without rules', 3, 11, []],
    ['with an even group', 3, 12, [{ kind: 'spread', tag: 'g' }]],
    ['with an uneven group', 3, 11, [{ kind: 'spread', tag: 'g' }]],
    [
      'with players together and apart',
      3,
      11,
      [
        { kind: 'together', players: ['p4', 'p5'] },
        { kind: 'apart', players: ['p0', 'p5', 'p7'] },
      ],
    ],
    [
      'with all of it',
      4,
      11,
      [
        { kind: 'together', players: ['p4', 'p5'] },
        { kind: 'spread', tag: 'g' },
        { kind: 'fixed', player: 'p1', team: 2 },
      ],
    ],
  ] as [string, number, number, Rule[]][])('%s, from shuffles and from all teams', (_, teams, count, rules) => {
    const { task, keys, limit, key } = setUp(rules.length === 3 ? 1.5 : 0.6, teams, rules, count);
    const space = spaceOf(task);
    if (!space) throw new Error('too many');
    for (const trial of [shuffleTrial(task, limit), teamTrial(space, limit)]) {
      const random = seededRandom('trial');
      const hits = share(20, 4) * keys.size;
      const { counts, attempts } = sampled(() => trial.attempt(random), hits, key);
      expect([...counts.keys()].every((found) => keys.has(found))).toBe(true);
      expect(standardised([...keys].map((k) => counts.get(k) ?? 0))).toBeLessThan(3.1);
      expect(Math.abs((trial.outcomes * hits) / attempts / keys.size - 1)).toBeLessThan(0.1);
    }
  });

  it('with stars and weakest apart, from all teams', () => {
    const { task, keys, limit, key } = setUp(0.7, 3, [], 12);
    const stars: Group = { counts: [1, 1, 1], total: 3, low: 1, high: 1 };
    const weakest: Group = { counts: [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1], total: 3, low: 1, high: 1 };
    const layout = { ...task.layout, groups: [stars, weakest] };
    const space = spaceOf({ ...task, layout });
    if (!space) throw new Error('too many');
    const trial = teamTrial(space, limit);
    const random = seededRandom('trial');
    const bounded = [...keys].filter((split) => [/p0|p1|p2/g, /p8|p9|p11/g].every((ends) => each(split, ends)));
    const { counts, attempts } = sampled(() => trial.attempt(random), share(20, 4) * bounded.length, key);
    expect(standardised(bounded.map((split) => counts.get(split) ?? 0))).toBeLessThan(3.1);
    expect(counts.size).toBeLessThanOrEqual(bounded.length);
    expect(trial.outcomes).toBeLessThan(attempts * bounded.length);
  });
});

/** Whether each team of a split has exactly one of these. */
function each(split: string, ids: RegExp): boolean {
  return split
    .split(' ')
    .every((team) => team.split('+').filter((id) => new RegExp(`^(${ids.source})$`).test(id)).length === 1);
}
