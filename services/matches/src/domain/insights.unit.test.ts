import { describe, expect, it } from 'vitest';
import { drawnMatch, granted, member, NOW, planned, squadOf } from '../../test/domain-builders.ts';
import { deleted } from './calling-off.ts';
import { type ByPlayer, evidenceOf, insightsOf } from './insights.ts';
import type { Match } from './match.ts';
import type { Snapshot } from './published-levels.ts';
import { played } from './result.ts';

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
    const { matches, pairs } = insightsOf(squad, [game, game, drawnMatch(squad), planned()], undefined, {});
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
    const { evenness } = insightsOf(squad, [drawn, planned(), first], undefined, {});
    expect(evenness).toEqual([
      { matchId: 'match', at: '2026-11-20T20:00:00Z', evenness: first.draw?.evenness, margin: 3, even: false },
      { matchId: 'second', at: NOW, evenness: drawn.draw?.evenness, predictedGap: drawn.draw?.gap },
    ]);
  });

  it('has as evidence the published levels, and what was played, oldest first', () => {
    const games = [result(drawnMatch(squad), [5, 0]), drawnMatch(squad), result(drawnMatch(squad), [1, 2])];
    const evidence = evidenceOf(squad, games, snapshot);
    expect(evidence?.levels).toEqual({ p0: 3, p1: 3, p2: 3 });
    expect(evidence?.games.map(({ scores }) => scores)).toEqual([
      [1, 2],
      [5, 0],
    ]);
  });

  it('says nothing of matches that were called off', () => {
    const off = granted(deleted(member(squad, 0), result(drawnMatch(squad), [1, 0]), NOW) ?? expect.fail());
    expect(insightsOf(squad, [off], evidenceOf(squad, [off], snapshot), {})).toEqual({
      matches: 0,
      pairs: [],
      evenness: [],
      suggestions: [],
    });
  });

  it('suggests where results say something else than votes, from three matches on', () => {
    const game = result(drawnMatch(squad), [1, 0]);
    const estimates: ByPlayer = { p0: 3.31, p1: 2.69, p2: 3.29, p3: 5 };
    const suggest = (times: number, of = squad, known: Snapshot | undefined = snapshot) => {
      const games = Array.from({ length: times }, () => game);
      return insightsOf(of, games, evidenceOf(of, games, known), estimates).suggestions;
    };
    expect(suggest(2)).toEqual([]);
    expect(suggest(3)).toEqual([
      { playerId: 'p0', direction: 'higher', matches: 3, level: 3, estimate: 3.3 },
      { playerId: 'p1', direction: 'lower', matches: 3, level: 3, estimate: 2.7 },
    ]);
    const hidden = { ...squad, rules: { raters: 'players', numbers: 'hidden' } as const };
    expect(suggest(3, hidden)).toEqual([]);
    expect(evidenceOf(squad, [game, game, game], undefined)).toBeUndefined();
  });
});
