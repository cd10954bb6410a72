import { describe, expect, it } from 'vitest';
import { squadOf } from '../../test/domain-builders.ts';
import { correctedBy, hasPlayer, memberOf, type Squad } from './squad.ts';

/** What the players service tells a1 of the squad: roster and rules, and of the members a1 alone. */
function told(version: number, playerId?: string): Squad {
  return { ...squadOf(4), version, name: 'Told', members: [{ accountId: 'a1', role: 'organiser', playerId }] };
}

const replica: Squad = {
  ...squadOf(3),
  version: 5,
  name: 'Replica',
  members: squadOf(3).members.map((member) => ({ ...member, displayName: `Name of ${member.accountId}` })),
};

describe('a squad', () => {
  it('knows its members and players', () => {
    expect(memberOf(replica, 'a2')).toMatchObject({ accountId: 'a2', playerId: 'p2' });
    expect(memberOf(replica, 'a9')).toBeUndefined();
    expect([hasPlayer(replica, 'p2'), hasPlayer(replica, 'p3')]).toEqual([true, false]);
  });
});

describe('a replica corrected by what one caller was just told', () => {
  it('takes the newer roster, and keeps the other members and every name', () => {
    const corrected = correctedBy(replica, told(6, 'p1'));
    expect(corrected).toMatchObject({ version: 6, name: 'Told' });
    expect(corrected.players).toHaveLength(4);
    expect(corrected.members).toEqual([
      { accountId: 'a0', role: 'owner', playerId: 'p0', displayName: 'Name of a0' },
      { accountId: 'a2', role: 'member', playerId: 'p2', displayName: 'Name of a2' },
      { accountId: 'a1', role: 'organiser', playerId: 'p1', displayName: 'Name of a1' },
    ]);
  });

  it('stays as it is where it is the newer one, apart from the caller', () => {
    const corrected = correctedBy(replica, told(4, 'p1'));
    expect(corrected).toMatchObject({ version: 5, name: 'Replica' });
    expect(memberOf(corrected, 'a1')?.role).toBe('organiser');
    expect(correctedBy(replica, told(5, 'p1')).name).toBe('Told');
  });

  it('lets nobody else claim the player that the caller claims now', () => {
    const corrected = correctedBy(replica, told(6, 'p2'));
    expect(corrected.members.map(({ playerId }) => playerId)).toEqual(['p0', undefined, 'p2']);
    const claimless = correctedBy(replica, told(6));
    expect(claimless.members.map(({ playerId }) => playerId)).toEqual(['p0', 'p2', undefined]);
  });

  it('is what was told where there is no replica yet', () => {
    expect(correctedBy(undefined, told(1, 'p1'))).toEqual(told(1, 'p1'));
  });
});
