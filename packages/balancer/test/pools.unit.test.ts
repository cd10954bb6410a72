import { describe, expect, it } from 'vitest';
import type { Rule } from '../src/index.ts';
import { layOut, type PlayerGroup } from '../src/layout.ts';
import { mostTeams, poolsOf, waysToDeal } from '../src/pools.ts';
import { isRefusal, readProblem } from '../src/problem.ts';
import { playersOf } from './squads.ts';

/** Twelve in four teams, five of them keepers: p0, p3, p6, p9 and p11. */
function taskWith(rules: Rule[], extra: PlayerGroup[] = []) {
  const keepers = ['p0', 'p3', 'p6', 'p9', 'p11'];
  const players = playersOf(4.5, 4, 3.9, 3.5, 3.3, 3, 2.9, 2.5, 2.2, 2, 1.5, 1).map((player) => ({
    ...player,
    tags: keepers.includes(player.id) ? ['keeper'] : [],
  }));
  const problem = readProblem({ players, teams: 4, rules });
  const layout = isRefusal(problem) ? undefined : layOut(problem, rules, extra);
  if (isRefusal(problem) || !layout) throw new Error('refused');
  return { values: problem.values, layout, shape: problem.shape, budget: { left: 0 } };
}

const spread: Rule = { kind: 'spread', tag: 'keeper' };
const apart = (...players: string[]): Rule => ({ kind: 'apart', players });

describe('players are dealt out evenly', () => {
  it('where one rule alone spreads them', () => {
    const keepers = { items: Int32Array.of(0, 3, 6, 9, 11), share: 1, extra: 1 };
    expect(poolsOf(taskWith([spread, apart('p1', 'p2')]))).toEqual([keepers]);
    expect(poolsOf(taskWith([apart('p1', 'p2')]))).toEqual([]);
  });

  it.each<[string, Rule[], PlayerGroup[]]>([
    ['one of them is apart from somebody', [spread, apart('p3', 'p4')], []],
    ['one of them is kept with somebody', [spread, { kind: 'together', players: ['p6', 'p7'] }], []],
    ['one of them is in another group', [spread], [{ members: [9, 10], low: 0, high: 2 }]],
  ])('but not where %s', (_, rules, extra) => {
    expect(poolsOf(taskWith(rules, extra))).toEqual([]);
  });

  it.each([
    ['too few', { low: 0, high: 1 }],
    ['too many', { low: 1, high: 2 }],
  ])('and not where teams may have %s of four', (_, bounds) => {
    expect(poolsOf(taskWith([], [{ members: [0, 1, 2, 3], ...bounds }]))).toEqual([]);
    expect(poolsOf(taskWith([], [{ members: [0, 1, 2, 3], low: 1, high: 1 }]))).toHaveLength(1);
  });

  it('in so many ways', () => {
    expect([waysToDeal(6, [2, 2, 2]), waysToDeal(5, [2, 2, 1]), waysToDeal(3, [1, 1, 1])]).toEqual([90, 30, 6]);
  });
});

describe('a player can be thrown into', () => {
  const most = (rules: Rule[], extra: PlayerGroup[], item: number, ...before: number[]) =>
    mostTeams(taskWith(rules, extra).layout, 4, item, before);

  it('every team, where nothing is against it', () => {
    expect(most([apart('p1', 'p2')], [], 0, 1, 2)).toBe(4);
    expect(most([apart('p0', 'p1')], [], 0)).toBe(4);
  });

  it('all teams but those of its foes, who may share one unless they are foes, too', () => {
    expect(most([apart('p0', 'p1'), apart('p0', 'p2')], [], 0, 1, 2)).toBe(3);
    expect(most([apart('p0', 'p1', 'p2')], [], 0, 1, 2)).toBe(2);
  });

  it('teams where its group is not complete', () => {
    const group = (high: number) => [{ members: [0, 1, 2, 3, 4, 5, 6], low: 0, high }];
    expect(most([], group(2), 0, 1, 2, 3, 4, 5)).toBe(3);
    expect(most([], group(2), 0, 1, 2, 3, 4, 5, 6)).toBe(2);
    expect(most([], group(3), 0, 1, 2, 3, 4, 5, 6)).toBe(4);
    expect(most([], group(2), 7, 1, 2, 3, 4, 5, 6)).toBe(4);
  });

  it('a team of those left, for the number of choices, even where there is none', () => {
    expect(most([], [{ members: [0, 1], low: 0, high: 0 }], 0)).toBe(1);
    expect(most([], [{ members: [0, 1, 2, 3, 4], low: 0, high: 1 }], 0, 1, 2, 3, 4)).toBe(1);
  });
});
