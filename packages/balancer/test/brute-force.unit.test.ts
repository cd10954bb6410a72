import { describe, expect, it } from 'vitest';
import { bruteForce } from '../src/brute-force.ts';
import type { Rule } from '../src/types.ts';
import { playersOf } from './squads.ts';

describe('all splits, counted by hand', () => {
  const four = { players: playersOf(4, 3, 2, 1), teams: 2 };

  it('are three of four players in two teams, one of them even', () => {
    expect(bruteForce(four, 0)).toEqual({ optimalGap: 0, fair: 1, legal: 3 });
    expect(bruteForce(four, 1)).toEqual({ optimalGap: 0, fair: 2, legal: 3 });
    expect(bruteForce({ ...four, balance: 'totals' }, 2)).toEqual({ optimalGap: 0, fair: 2, legal: 3 });
  });

  it.each<[string, number, Rule[]]>([
    ['one where two are fixed to the same team', 1, [fixed('p0', 1), fixed('p1', 1)]],
    ['two where they are fixed to different teams', 2, [fixed('p0', 1), fixed('p1', 0)]],
    ['none where one is fixed to both teams', 0, [fixed('p0', 1), fixed('p0', 0)]],
    ['two where two are apart', 2, [{ kind: 'apart', players: ['p0', 'p1'] }]],
    ['one where two are together', 1, [{ kind: 'together', players: ['p0', 'p1'] }]],
  ])('%s', (_, legal, rules) => {
    expect(bruteForce({ ...four, rules }, 0).legal).toBe(legal);
  });

  it('are twelve where four keepers of six players play in three teams, since the other two must not be one', () => {
    const players = playersOf(1, 2, 3, 4, 5, 0).map((player, i) => (i < 4 ? { ...player, tags: ['keeper'] } : player));
    expect(bruteForce({ players, teams: 3 }, 0).legal).toBe(15);
    expect(bruteForce({ players, teams: 3, rules: [{ kind: 'spread', tag: 'keeper' }] }, 0).legal).toBe(12);
  });
});

function fixed(player: string, team: number): Rule {
  return { kind: 'fixed', player, team };
}
