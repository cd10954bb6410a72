import { describe, expect, it } from 'vitest';
import { drawnMatch, granted, member, NOW, planned, squadOf } from '../../test/domain-builders.ts';
import { openskillEstimate } from '../adapters/performance.ts';
import { type Estimate, insightsOf } from './insights.ts';
import type { Match } from './match.ts';
import type { Snapshot } from './published-levels.ts';
import { deleted, played } from './settle.ts';

const squad = squadOf(4);
const level = (value: number) => ({ level: value, uncertainty: 0.3, ratings: 3 });
const snapshot: Snapshot = {
  squadId: 'squad',
  version: 1,
  levels: { p0: level(3.04), p1: level(3), p2: level(3) },
  basis: {},
  criteria: '',
  renewedAt: NOW,
};
const none: Estimate = () => ({});

function result(match: Match, scores: number[], even?: boolean): Match {
  return granted(played(match, { scores, even, recordedBy: 'a0', recordedAt: NOW }));
}

function split(match: Match, teams: string[][]): Match {
  return match.draw ? { ...match, draw: { ...match.draw, teams } } : match;
}

describe('insightsOf', () => {
  it('counts pairs of players who are still in the squad, in played matches', () => {
    const game = result(
      split(drawnMatch(squad), [
        ['p0', 'gone'],
        ['p1', 'p2', 'extra-1'],
      ]),
      [1, 0],
    );
    const { matches, pairs } = insightsOf(squad, [game, game, drawnMatch(squad), planned()], undefined, none);
    expect(matches).toBe(2);
    expect(pairs).toEqual([
      { a: 'p0', b: 'p1', together: 0, against: 2 },
      { a: 'p0', b: 'p2', together: 0, against: 2 },
      { a: 'p1', b: 'p2', together: 2, against: 0 },
    ]);
  });

  it('puts what was promised beside what came of it, oldest first', () => {
    const drawn = { ...drawnMatch(squad), matchId: 'second' };
    const first = {
      ...result(drawnMatch(squad, 'withheld'), [5, 2], false),
      plan: { startsAt: '2026-11-20T20:00:00Z' },
    };
    const { evenness } = insightsOf(squad, [drawn, planned(), first], undefined, none);
    expect(evenness).toEqual([
      { matchId: 'match', at: '2026-11-20T20:00:00Z', evenness: first.draw?.evenness, margin: 3, even: false },
      { matchId: 'second', at: NOW, evenness: drawn.draw?.evenness, predictedGap: drawn.draw?.gap },
    ]);
  });

  it('says nothing of matches that were called off', () => {
    const off = granted(deleted(member(squad, 0), result(drawnMatch(squad), [1, 0]), NOW) ?? expect.fail());
    expect(insightsOf(squad, [off], snapshot, none)).toEqual({ matches: 0, pairs: [], evenness: [], suggestions: [] });
  });

  it('suggests where results say something else than votes, from three matches on', () => {
    const game = result(drawnMatch(squad), [1, 0]);
    const estimate: Estimate = (levels) => ({ ...levels, p0: 3.31, p1: 2.69, p2: 3.29, p3: 5 });
    const suggest = (times: number, of = squad) =>
      insightsOf(
        of,
        Array.from({ length: times }, () => game),
        snapshot,
        estimate,
      ).suggestions;
    expect(suggest(2)).toEqual([]);
    expect(suggest(3)).toEqual([
      { playerId: 'p0', direction: 'higher', matches: 3, level: 3, estimate: 3.3 },
      { playerId: 'p1', direction: 'lower', matches: 3, level: 3, estimate: 2.7 },
    ]);
    const hidden = { ...squad, rules: { raters: 'players', numbers: 'hidden' } as const };
    expect(suggest(3, hidden)).toEqual([]);
    expect(insightsOf(squad, [game, game, game], undefined, estimate).suggestions).toEqual([]);
  });
});

describe('openskillEstimate', () => {
  const teams = [
    ['p0', 'p1'],
    ['p2', 'p3'],
  ];

  it('raises who wins and lowers who loses, by less the more often it was expected', () => {
    const equals = openskillEstimate({ p0: 3, p1: 3, p2: 3, p3: 3 }, [{ teams, scores: [3, 1] }]);
    expect(equals['p0']).toBeGreaterThan(3);
    expect(equals['p2']).toBeLessThan(3);
    const expected = openskillEstimate({ p0: 4.5, p1: 4.5, p2: 1, p3: 1 }, [{ teams, scores: [3, 1] }]);
    expect((expected['p0'] ?? 0) - 4.5).toBeLessThan((equals['p0'] ?? 0) - 3);
  });

  it('does not hold a missing player against the smaller team, and leaves extras out', () => {
    const uneven = [
      ['p0', 'p1', 'extra-1'],
      ['p2', 'p3'],
    ];
    const after = openskillEstimate({ p0: 3, p1: 3, p2: 3, p3: 3, 'extra-1': 3 }, [{ teams: uneven, scores: [1, 1] }]);
    expect(after['p2']).toBeCloseTo(3, 1);
    expect(Object.keys(after)).toEqual(['p0', 'p1', 'p2', 'p3']);
  });

  it('stays on the scale, whoever nobody has rated being average', () => {
    const games = Array.from({ length: 200 }, () => ({ teams, scores: [9, 0] }));
    const after = openskillEstimate({ p0: 5, p1: 5, p2: 0 }, games);
    expect([after['p0'], after['p2']]).toEqual([5, 0]);
    expect(after['p3']).toBeLessThan(2.5);
  });
});
