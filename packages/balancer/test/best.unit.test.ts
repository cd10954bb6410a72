import { expect, it } from 'vitest';
import { squad } from '../bench/squads.ts';
import { everySplit } from '../src/brute-force.ts';
import { best, draw } from '../src/index.ts';
import { canonical, playersOf, randomCase } from './squads.ts';

const four = { players: playersOf(4, 3, 2, 1), teams: 2 };

it('the best splits are listed with their gaps, fairest first, and fewer where there are fewer', () => {
  const listed = best(four, 100).map(({ teams, gap }) => [canonical(teams), gap]);
  expect(listed).toEqual([
    ['p0+p3 p1+p2', 0],
    ['p0+p2 p1+p3', 1],
    ['p0+p1 p2+p3', 2],
  ]);
  expect(best(four, 2.9).length).toBe(2);
  expect(best(four, 1).length).toBe(1);
  expect(best(four, 0.9)).toEqual([]);
});

it('nothing is listed where the rules cannot all hold', () => {
  const rules = [
    { kind: 'together' as const, players: ['p0', 'p1'] },
    { kind: 'apart' as const, players: ['p0', 'p1'] },
  ];
  expect(best({ ...four, rules }, 3)).toEqual([]);
});

it.each([2, 3, 4])('as many as wanted are the fairest that brute force finds in %i teams', (teams) => {
  for (let number = 0; number < 16; number++) {
    const input = { ...randomCase(number, 8), teams, rules: [] };
    if (input.players.length < teams) continue;
    const gaps = [...everySplit(input)].map(({ gap }) => gap).sort((a, b) => a - b);
    for (const count of [1, 7, 60]) {
      const listed = best(input, count);
      const said = listed.map(({ gap }) => gap.toFixed(9));
      expect(said, `case ${number}`).toEqual(gaps.slice(0, count).map((gap) => gap.toFixed(9)));
      expect(new Set(listed.map(({ teams }) => canonical(teams))).size).toBe(listed.length);
    }
  }
});

it('the first is as fair as a draw can be, also where not all can be looked at', () => {
  for (const [size, teams] of [
    [45, 2],
    [60, 7],
  ] as const) {
    const input = { players: squad('ordinary', size, 1), teams };
    const drawn = draw({ ...input, seed: 's' });
    expect(best(input, 3)[0]?.gap).toBe(drawn.kind === 'draw' ? drawn.optimalGap : drawn.reason);
  }
});

it('of splits that are all even each is listed once', () => {
  const alike = { players: playersOf(3, 3, 3, 3, 3, 3), teams: 2 };
  for (const count of [1, 7, 10, 11]) {
    const listed = best(alike, count).map(({ teams }) => canonical(teams));
    expect(listed.length).toBe(Math.min(count, 10));
    expect(new Set(listed).size).toBe(listed.length);
  }
});
