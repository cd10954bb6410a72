import { describe, expect, it } from 'vitest';
import { AT, aSquad } from '../../test/squad-builder.ts';
import { settled } from './accounts.ts';
import { NO_ACTIVITY } from './activity.ts';
import { snapshotOf } from './snapshot.ts';
import { activePlayer, activePlayers, claimsOf, isGone, type Member, type Squad } from './squad.ts';

const outline = aSquad({ members: 3, kind: 'guest', organisers: ['member-1'], players: ['Leo', 'Bea'] });
const [leo, bea] = outline.players;
const member = (accountId: string): Member => ({ accountId, kind: 'guest', organiser: false, joinedAt: AT });
const squad: Squad = {
  ...outline,
  players:
    leo && bea
      ? [
          { ...leo, positions: ['goalkeeper'] },
          { ...bea, archivedAt: AT },
        ]
      : [],
  members: {
    ...outline.members,
    'member-2': { ...member('member-2'), displayName: 'Leo', playerId: 'player-0' },
  },
  removed: [{ accountId: 'eve', at: AT }],
};

describe('what others learn of a squad', () => {
  it('is its rules, players and members, and neither its code nor who was kept out', () => {
    expect(snapshotOf(squad)).toEqual({
      squadId: 'squad',
      version: 1,
      name: 'Thursday',
      sport: 'futsal',
      ownerId: 'owner',
      criteria: [{ id: 'level', name: 'Level', weight: 1 }],
      rules: { raters: 'players', numbers: 'shown', approveClaims: false },
      players: [
        { id: 'player-0', name: 'Leo', positions: ['goalkeeper'], archived: false },
        { id: 'player-1', name: 'Bea', positions: [], archived: true },
      ],
      members: [
        { accountId: 'owner', role: 'owner', kind: 'registered', displayName: '' },
        { accountId: 'member-1', role: 'organiser', kind: 'guest', displayName: '' },
        { accountId: 'member-2', role: 'member', kind: 'guest', displayName: 'Leo', playerId: 'player-0' },
      ],
    });
  });

  it('does not change with the squad it was taken of', () => {
    const snapshot = snapshotOf(squad);
    snapshot.criteria.length = 0;
    snapshot.players[0]?.positions.push('defender');
    expect(squad.criteria).toHaveLength(1);
    expect(squad.players[0]?.positions).toEqual(['goalkeeper']);
  });
});

describe('in a squad', () => {
  it('removed players are not found, and nobody claims them', () => {
    expect(activePlayers(squad).map(({ name }) => name)).toEqual(['Leo']);
    expect(activePlayer(squad, 'player-0')?.name).toBe('Leo');
    expect(activePlayer(squad, 'player-1')).toBeUndefined();
    expect(activePlayer(squad, 'nobody')).toBeUndefined();
    expect([...claimsOf(squad)]).toEqual([['player-0', 'member-2']]);
  });

  it('an owner is gone only when the squad ends without him', () => {
    const ending = settled(squad, 'owner', { deleted: true }, Date.parse(AT));
    expect(isGone(ending, 'owner')).toBe(true);
    expect(isGone(ending, 'member-1')).toBe(false);
    expect(isGone(squad, 'owner')).toBe(false);
  });

  it('nothing has happened at first', () => {
    expect(NO_ACTIVITY).toEqual({ raters: 0 });
  });
});
