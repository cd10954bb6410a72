import { describe, expect, it } from 'vitest';
import { ballot, squadOf } from '../../test/domain-builders.ts';
import { countingBallots, internalLevels } from './levels.ts';

describe('countingBallots', () => {
  const squad = squadOf(4);
  const [owner, ...others] = squad.members;

  it('are those of members who claim a player, without what they give him', () => {
    const counting = countingBallots(squad, [ballot(0, { p0: 5, p1: 3 }), ballot(9, { p1: 1 })]);
    expect(counting).toEqual([ballot(0, { p1: 3 })]);
  });

  it('leave out members who claim nobody, unless the owner admits anyone', () => {
    const released = { ...squad, members: [{ accountId: 'a0', role: 'owner' as const }, ...others] };
    const ballots = [ballot(0, { p0: 5 })];
    expect(owner?.playerId).toBe('p0');
    expect(countingBallots(released, ballots)).toEqual([]);
    expect(countingBallots({ ...released, rules: { raters: 'anyone', numbers: 'shown' } }, ballots)).toEqual(ballots);
  });

  it('leave out players who left, and ballots that then say nothing', () => {
    const left = { ...squad, players: squad.players.slice(0, 3) };
    expect(countingBallots(left, [ballot(0, { p3: 1 }), ballot(1, { p3: 1, p2: 2 })])).toEqual([ballot(1, { p2: 2 })]);
  });

  it('make the levels of the players there are', () => {
    const levels = internalLevels(squad, [ballot(0, { p1: 4, gone: 1 })]);
    expect(Object.keys(levels)).toEqual(['p0', 'p1', 'p2', 'p3']);
    expect(levels['p1']?.ratings).toBe(1);
  });
});
