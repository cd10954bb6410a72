import { describe, expect, it } from 'vitest';
import { granted, member, NOW, planned, squadOf } from '../../test/domain-builders.ts';
import { saidWhetherComing } from './attendance.ts';
import type { Match } from './match.ts';

const squad = squadOf(10);
const owner = member(squad, 0);

describe('a match with answers of players who left the squad', () => {
  it('forgets them when somebody answers', () => {
    const says = (match: Match, playerId: string, of = squad) =>
      granted(saidWhetherComing(of, owner, match, { playerId, status: 'in' }, NOW));
    const answered = says(says(planned(), 'p8'), 'p9');
    const smaller = { ...squad, players: squad.players.slice(0, 9) };
    expect(says(answered, 'p1', smaller).attendance.map(({ playerId }) => playerId)).toEqual(['p8', 'p1']);
    expect(says(answered, 'p9')).toBe(answered);
  });
});
