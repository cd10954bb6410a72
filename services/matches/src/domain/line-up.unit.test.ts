import { describe, expect, it } from 'vitest';
import { drawnMatch, granted, planned, reasonOf, squadOf } from '../../test/domain-builders.ts';
import { answered } from './attendance.ts';
import { lineUp, rulesThatConcern } from './line-up.ts';
import { isRefusal } from './refusal.ts';

const squad = squadOf(6);
const ringer = { id: 'extra-1', name: 'Marco', strength: 'weak' } as const;

describe('lineUp', () => {
  it('is two teams of who is in, when nothing is said', () => {
    const match = ['p3', 'p1', 'gone'].reduce((so, id) => answered(so, id, 'in', 'now'), planned());
    expect(lineUp(squad, match, {})).toEqual({ playerIds: ['p3', 'p1'], ringers: [], teams: 2, rules: [] });
  });

  it('takes the number of teams from the order, the draw before, or the plan', () => {
    const playerIds = ['p0', 'p1', 'p2', 'p3'];
    const drawn = { ...drawnMatch(squad, 'open', { teams: 3 }), plan: { teams: 4 } };
    expect(granted(lineUp(squad, drawn, { playerIds, teams: 2 })).teams).toBe(2);
    expect(granted(lineUp(squad, drawn, { playerIds })).teams).toBe(3);
    expect(granted(lineUp(squad, planned({ teams: 4 }), { playerIds })).teams).toBe(4);
    expect(granted(lineUp(squad, undefined, { playerIds })).teams).toBe(2);
  });

  it('keeps ringers and rules of the draw before as far as they still make sense', () => {
    const together = { kind: 'together', players: ['p0', 'extra-1'] } as const;
    const fixed = { kind: 'fixed', player: 'p5', team: 1 } as const;
    const before = drawnMatch(squad, 'open', {
      ringers: [ringer],
      rules: [{ ...together, players: [...together.players] }, fixed, { kind: 'spread', tag: 'goalkeeper' }],
    });
    const playerIds = ['p0', 'p1', 'p2'];
    const kept = granted(lineUp(squad, before, { playerIds }));
    expect(kept.ringers).toEqual([ringer]);
    expect(kept.rules).toEqual([together, { kind: 'spread', tag: 'goalkeeper' }]);
    expect(granted(lineUp(squad, before, { playerIds, ringers: [] })).rules).toHaveLength(1);
    expect(granted(lineUp(squad, before, { playerIds, rules: [] })).rules).toEqual([]);
  });

  it('refuses strangers, rules about strangers and teams there are not, each by its place', () => {
    const refusal = lineUp(squad, undefined, { playerIds: ['p0', 'x', 'p1', 'y'] });
    expect(isRefusal(refusal) && refusal.errors?.map(({ path }) => path)).toEqual([
      'body/playerIds/1',
      'body/playerIds/3',
    ]);
    const misplaced = lineUp(squad, undefined, {
      playerIds: ['p0', 'p1'],
      rules: [
        { kind: 'spread', tag: 'goalkeeper' },
        { kind: 'apart', players: ['p0', 'p5'] },
        { kind: 'fixed', player: 'p4', team: 2 },
      ],
    });
    expect(isRefusal(misplaced) && misplaced.errors?.map(({ path }) => path)).toEqual([
      'body/constraints/1/players/1',
      'body/constraints/2/player',
      'body/constraints/2/team',
    ]);
  });

  it('refuses fewer players than teams, ringers counted', () => {
    const order = { playerIds: ['p0'], teams: 2 };
    expect(reasonOf(lineUp(squad, undefined, order))).toBe('too-few-players');
    expect(reasonOf(lineUp(squad, undefined, { ...order, ringers: [ringer] }))).toBeUndefined();
  });

  it('keeps rules about those who play', () => {
    const everybody = new Set(['p0', 'p1']);
    const rules = [
      { kind: 'together', players: ['p0', 'p1'] },
      { kind: 'apart', players: ['p0', 'p2'] },
    ] as const;
    expect(
      rulesThatConcern(
        rules.map((rule) => ({ ...rule, players: [...rule.players] })),
        everybody,
        2,
      ),
    ).toEqual([rules[0]]);
  });
});
