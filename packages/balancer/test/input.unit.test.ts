import { describe, expect, it } from 'vitest';
import { draw, type Rule, swapPreview } from '../src/index.ts';
import { playersOf } from './squads.ts';

const two = playersOf(1, 2);
const refused = (input: unknown) => draw(JSON.parse(JSON.stringify(input)));
const ruled = (...rules: unknown[]) => ({ players: two, teams: 2, seed: '', rules });

describe('a request that cannot be met is told why', () => {
  it.each([
    [null, 'players must be a list'],
    [3, 'players must be a list'],
    [{ players: 'all', teams: 2 }, 'players must be a list'],
    [{ players: two, teams: 1 }, 'teams must be a whole number of at least 2'],
    [{ players: two, teams: 2.5 }, 'teams must be a whole number of at least 2'],
    [{ players: two, teams: '2' }, 'teams must be a whole number of at least 2'],
    [{ players: two, teams: 2, balance: 'size' }, 'balance must be means or totals'],
    [{ players: [null], teams: 2 }, 'every player needs an id'],
    [{ players: [{ id: '', level: 1 }], teams: 2 }, 'every player needs an id'],
    [{ players: [{ id: 3, level: 1 }], teams: 2 }, 'every player needs an id'],
    [{ players: [...two, ...playersOf(3)], teams: 2 }, 'player p0 is listed twice'],
    [{ players: playersOf(5.01), teams: 2 }, 'the level of p0 must be between 0 and 5'],
    [{ players: playersOf(-0.01), teams: 2 }, 'the level of p0 must be between 0 and 5'],
    [{ players: [{ id: 'a', level: '1' }], teams: 2 }, 'the level of a must be between 0 and 5'],
    [{ players: [{ id: 'a', level: 1, tags: 'x' }], teams: 2 }, 'the tags of a must be a list of strings'],
    [{ players: [{ id: 'a', level: 1, tags: ['x', 3] }], teams: 2 }, 'the tags of a must be a list of strings'],
    [{ players: two, teams: 2, seed: '', rules: 'none' }, 'rules must be a list'],
    [ruled(null), 'rule 0: not a rule'],
    [ruled({ kind: 'spread', tag: 'g' }, { kind: 'magic' }), 'rule 1: unknown kind'],
    [ruled({ kind: 'fixed', player: 'x', team: 0 }), 'rule 0: unknown player x'],
    [ruled({ kind: 'fixed', player: 'p0', team: 2 }), 'rule 0: unknown team'],
    [ruled({ kind: 'fixed', player: 'p0', team: -1 }), 'rule 0: unknown team'],
    [ruled({ kind: 'fixed', player: 'p0', team: 0.5 }), 'rule 0: unknown team'],
    [ruled({ kind: 'together', players: 'p0' }), 'rule 0: players must be a list'],
    [ruled({ kind: 'together', players: ['p0', 3] }), 'rule 0: players must be a list'],
    [ruled({ kind: 'apart', players: ['p0', 'p0'] }), 'rule 0: a player is listed twice'],
    [ruled({ kind: 'apart', players: ['p0', 'x'] }), 'rule 0: unknown player x'],
    [ruled({ kind: 'spread', tag: '' }), 'rule 0: tag must be a string'],
    [ruled({ kind: 'spread' }), 'rule 0: tag must be a string'],
    [{ players: two, teams: 2 }, 'seed must be a string'],
    [{ players: two, teams: 2, seed: '', tolerance: -0.01 }, 'tolerance must be between 0 and 5'],
    [{ players: two, teams: 2, seed: '', tolerance: 5.01 }, 'tolerance must be between 0 and 5'],
    [{ players: two, teams: 2, seed: '', timeLimitMs: -1 }, 'timeLimitMs must be between 0 and 60000'],
    [{ players: two, teams: 2, seed: '', timeLimitMs: 60_001 }, 'timeLimitMs must be between 0 and 60000'],
    [{ players: two, teams: 2, seed: '', avoid: [[3]] }, 'avoid must be a list of splits'],
    [{ players: two, teams: 2, seed: '', avoid: [[['p0', 3]]] }, 'avoid must be a list of splits'],
    [{ players: two, teams: 2, seed: '', avoid: 'any' }, 'avoid must be a list of splits'],
    [{ players: two, teams: 2, seed: '', avoid: [[['p0'], 3]] }, 'avoid must be a list of splits'],
    [{ players: playersOf(...Array(201).fill(2)), teams: 2, seed: '' }, 'more than 200 players'],
  ])('%j', (input, detail) => {
    expect(refused(input)).toEqual({ kind: 'refusal', reason: 'invalid', detail });
  });

  it('when there are fewer players than teams', () => {
    const detail = '2 players cannot make 3 teams';
    expect(draw({ players: two, teams: 3, seed: '' })).toEqual({ kind: 'refusal', reason: 'too-few-players', detail });
  });
});

it('the widest settings are accepted', () => {
  const rules: Rule[] = [
    { kind: 'fixed', player: 'p0', team: 0 },
    { kind: 'fixed', player: 'p1', team: 1 },
    { kind: 'together', players: [] },
    { kind: 'spread', tag: 'nobody' },
  ];
  const players = [
    { id: 'p0', level: 0, tags: [] },
    { id: 'p1', level: 5, tags: ['keeper'] },
  ];
  for (const tolerance of [0, 5]) {
    const settings = { tolerance, timeLimitMs: 60_000, avoid: [], balance: 'totals' as const };
    expect(draw({ players, teams: 2, seed: '', rules, ...settings })).toMatchObject({ kind: 'draw', gap: 5 });
  }
});

it.each([
  [
    'somebody is in two teams',
    [
      ['p0', 'p1'],
      ['p2', 'p3', 'p0'],
    ],
  ],
  [
    'there is a stranger',
    [
      ['p0', 'p1'],
      ['p2', 'p3', 'x'],
    ],
  ],
  [
    'a stranger stands in for a player',
    [
      ['p0', 'p1'],
      ['p2', 'x'],
    ],
  ],
  ['a team is a name', [['p0', 'p1'], 'p2']],
  ['a team is no list', [['p0', 'p1'], 3]],
  ['a team is empty', [['p0', 'p1', 'p2', 'p3'], []]],
  ['somebody is missing', [['p0', 'p1'], ['p2']]],
  ['there is another number of teams', [['p0', 'p1'], ['p2'], ['p3']]],
  ['there are no teams', null],
])('no swaps are shown where %s', (_, teams) => {
  expect(swapPreview({ players: playersOf(1, 2, 3, 4), teams: 2 }, JSON.parse(JSON.stringify(teams)))).toEqual([]);
});

it('no swaps are shown where one of three teams is empty', () => {
  const teams = [['p0', 'p1'], ['p2', 'p3'], []];
  expect(swapPreview({ players: playersOf(1, 2, 3, 4), teams: 3 }, teams)).toEqual([]);
});

it('what is no request at all is told so, too', () => {
  const refusal = { kind: 'refusal', reason: 'invalid', detail: 'players must be a list' };
  expect(draw(JSON.parse('{}').request)).toEqual(refusal);
});
