import { describe, expect, it } from 'vitest';
import { everySplit } from '../src/brute-force.ts';
import { best, type Draw, draw, swapPreview, verify } from '../src/index.ts';
import { share } from './share.ts';
import { canonical, playersOf, randomCase } from './squads.ts';

function drawn(input: Parameters<typeof draw>[0]): Draw {
  const result = draw(input);
  if (result.kind === 'refusal') throw new Error(JSON.stringify(result));
  return result;
}

describe('best', () => {
  it('lists the fairest distinct splits, as brute force ranks them', () => {
    for (let number = 0; number < share(400); number++) {
      const input = randomCase(number, 9);
      const gaps = [...everySplit(input)].map(({ gap }) => gap).sort((a, b) => a - b);
      const count = 1 + (number % 30);
      const listed = best(input, count);
      const expected = gaps.slice(0, count);
      expect(listed.length, `case ${number}`).toBe(expected.length);
      for (const [i, { gap }] of listed.entries()) expect(gap, `case ${number}`).toBeCloseTo(expected[i] ?? -1, 9);
      expect(new Set(listed.map(({ teams }) => canonical(teams))).size).toBe(listed.length);
    }
  });

  it('lists nothing for nonsense, and at most 100', () => {
    const players = playersOf(1, 2, 3, 4, 5, 4, 3, 2, 1, 0);
    for (const teams of [2, 3]) expect(best({ players, teams }, 0)).toEqual([]);
    expect(best({ players, teams: 2 }, Number.NaN)).toEqual([]);
    expect(best({ players, teams: 1 }, 3)).toEqual([]);
    expect(best({ players, teams: 2 }, 1000).length).toBe(100);
    expect(best({ players, teams: 3 }, 1000).length).toBe(100);
  });
});

describe('swapPreview', () => {
  it('gives every swap and the gap it leaves, best first', () => {
    for (let number = 0; number < share(100, 8); number++) {
      const input = { ...randomCase(number, 10), rules: [] };
      const { teams } = drawn(input);
      const swaps = swapPreview(input, teams);
      expect(swaps.map(({ gap }) => gap)).toEqual(swaps.map(({ gap }) => gap).toSorted((a, b) => a - b));
      const pairs = teams.flatMap((team, i) => teams.slice(i + 1).map((other) => team.length * other.length));
      expect(swaps.length).toBe(pairs.reduce((a, b) => a + b, 0));
      for (const { a, b, gap } of swaps.slice(0, 5)) {
        const after = teams.map((team) => team.map((id) => (id === a ? b : id === b ? a : id)));
        expect(gapOf(input, after)).toBeCloseTo(gap, 9);
      }
    }
  });

  it('is empty for teams that are not made of the players', () => {
    const players = playersOf(1, 2, 3, 4);
    const teams = [['p0', 'p1'], ['p2']];
    expect(swapPreview({ players, teams: 2 }, teams)).toEqual([]);
    expect(
      swapPreview({ players, teams: 2 }, [
        ['p0', 'p1'],
        ['p2', 'p2'],
      ]),
    ).toEqual([]);
    expect(swapPreview({ players, teams: 2 }, [['p0', 'p1', 'p2', 'p3'], []])).toEqual([]);
    expect(
      swapPreview({ players, teams: 3 }, [
        ['p0', 'p1'],
        ['p2', 'p3'],
      ]),
    ).toEqual([]);
    expect(swapPreview({ players, teams: 1 }, [['p0', 'p1', 'p2', 'p3']])).toEqual([]);
  });
});

describe('verify', () => {
  const players = playersOf(5, 4.2, 3.3, 2.4, 1.5, 0.6);
  const input = { players, teams: 2, seed: 's', rules: [{ kind: 'apart' as const, players: ['p0', 'p1'] }] };
  const honest = drawn(input);
  const swapped = honest.teams.map((team) => team.map((id) => (id === 'p0' ? 'p1' : id === 'p1' ? 'p0' : id)));

  it('accepts what the engine drew', () => {
    expect(verify(input, honest)).toEqual({ valid: true, problems: [] });
  });

  it.each([
    ['a missing player', { teams: [honest.teams[0]?.slice(1) ?? [], honest.teams[1] ?? []] }, 'not made of exactly'],
    ['somebody in two teams', { teams: [honest.teams[0] ?? [], honest.teams[0] ?? []] }, 'in two places'],
    [
      'a stranger',
      { teams: honest.teams.map((team) => team.map((id) => (id === 'p5' ? 'x' : id))) },
      'not made of exactly',
    ],
    ['too few teams', { teams: [honest.teams.flat()] }, 'number of teams'],
    ['uneven sizes', { teams: [players.slice(0, 4).map(({ id }) => id), ['p4', 'p5']] }, 'sizes differ'],
    [
      'a broken rule',
      {
        teams: [
          ['p0', 'p1', 'p5'],
          ['p2', 'p3', 'p4'],
        ],
      },
      'rule 0 (apart) is broken',
    ],
    ['other means', { means: [1, 2] }, 'the means are wrong'],
    ['teams that were swapped', { teams: swapped }, 'the means are wrong'],
    ['a smaller gap', { gap: 0 }, 'the gap is'],
    ['a bound above the optimum', { lowerBound: 5 }, 'above the optimum'],
    ['a proof without meeting bounds', { lowerBound: honest.lowerBound / 2 - 0.001 }, 'bounds do not meet'],
    ['a false optimum', { optimalGap: honest.optimalGap + 0.1, lowerBound: honest.optimalGap + 0.1 }, 'exists'],
    ['another number of fair splits', { fairSplits: { count: 999, exact: true } }, 'splits are fair'],
    ['a larger tolerance', { tolerance: 4 }, 'tolerance is larger'],
  ] as [string, Partial<Draw>, string][])('finds %s', (_, claim, problem) => {
    const { valid, problems } = verify(input, { ...honest, ...claim });
    expect(valid).toBe(false);
    expect(problems.join('; ')).toContain(problem);
  });

  it('finds unfair teams', () => {
    const teams = [
      ['p0', 'p2', 'p3'],
      ['p1', 'p4', 'p5'],
    ];
    const claim = { ...honest, teams, means: [10.7 / 3, 6.3 / 3], gap: 4.4 / 3 };
    expect(verify(input, claim).problems).toEqual(['the teams are less even than fair splits are']);
  });

  it('finds a player who is not in the team he is fixed to', () => {
    const fixed = { ...input, rules: [{ kind: 'fixed' as const, player: 'p0', team: 0 }] };
    const result = drawn(fixed);
    const turned = { ...result, teams: result.teams.toReversed(), means: result.means.toReversed() };
    expect(verify(fixed, turned).problems).toEqual(['rule 0: p0 is not in team 0']);
  });

  it('answers nonsense with problems, not with exceptions', () => {
    expect(verify({ ...input, teams: 0 }, honest).valid).toBe(false);
    expect(verify(input, JSON.parse('{}')).problems).toEqual(['this is not a draw']);
    expect(verify(input, JSON.parse('null')).problems).toEqual(['this is not a draw']);
  });
});

function gapOf(input: { players: { id: string; level: number }[]; balance: string }, teams: string[][]): number {
  const level = new Map(input.players.map(({ id, level }) => [id, level]));
  const values = teams.map((team) => {
    const sum = team.reduce((total, id) => total + (level.get(id) ?? 0), 0);
    return input.balance === 'totals' ? sum : sum / team.length;
  });
  return Math.max(...values) - Math.min(...values);
}
