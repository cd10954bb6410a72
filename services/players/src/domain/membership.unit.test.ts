import { describe, expect, it } from 'vitest';
import { AT, aSquad } from '../../test/squad-builder.ts';
import { LIMITS } from './limits.ts';
import { handOver, join, leave, readmit, removeMember, setRole } from './membership.ts';

const reason = (decision: object) => ('reason' in decision ? decision.reason : undefined);

describe('joining', () => {
  it(`has room for ${LIMITS.members} members`, () => {
    const full = aSquad({ members: LIMITS.members - 1 });
    const last = join(full, { accountId: 'last', kind: 'guest' }, AT);
    if (reason(last)) throw new Error('the last one had room');
    expect(reason(join(last as typeof full, { accountId: 'late', kind: 'guest' }, AT))).toBe('too-many-members');
  });

  it('lets a member of a full squad say who he is', () => {
    const full = aSquad({ members: LIMITS.members, players: ['Leo'] });
    const decision = join(full, { accountId: 'member-1', kind: 'guest', playerId: 'player-0' }, AT);
    expect(decision).toMatchObject({ members: { 'member-1': { playerId: 'player-0' } } });
  });

  it('keeps out who was removed, until the owner lets him in again', () => {
    const squad = aSquad({ members: 2 });
    const without = removeMember(squad, 'owner', 'member-1', AT) as typeof squad;
    expect(reason(join(without, { accountId: 'member-1', kind: 'guest' }, AT))).toBe('removed-from-squad');
    const again = readmit(without, 'owner', 'member-1') as typeof squad;
    expect(join(again, { accountId: 'member-1', kind: 'guest' }, AT)).toHaveProperty('members.member-1');
  });
});

describe('looking after members', () => {
  const squad = aSquad({ members: 4, organisers: ['member-1', 'member-2'] });

  it('lets only those above a member remove him', () => {
    expect(reason(removeMember(squad, 'member-1', 'member-2', AT))).toBe('forbidden');
    expect(reason(removeMember(squad, 'member-1', 'owner', AT))).toBe('forbidden');
    expect(removeMember(squad, 'member-1', 'member-3', AT)).not.toHaveProperty('members.member-3');
    expect(removeMember(squad, 'owner', 'member-2', AT)).not.toHaveProperty('members.member-2');
  });

  it('keeps the owner where he is', () => {
    expect(reason(leave(squad, 'owner'))).toBe('owner-stays');
    expect(reason(removeMember(squad, 'owner', 'owner', AT))).toBe('owner-stays');
    expect(reason(setRole(squad, 'owner', 'owner', 'member'))).toBe('owner-has-no-other-role');
  });

  it('hands over to a registered member and keeps the former owner as organiser', () => {
    const after = handOver(squad, 'owner', 'member-3') as typeof squad;
    expect(after.ownerId).toBe('member-3');
    expect(after.members['owner']?.organiser).toBe(true);
    const guests = aSquad({ members: 2, kind: 'guest' });
    expect(reason(handOver(guests, 'owner', 'member-1'))).toBe('not-a-registered-member');
  });

  it('forgets who was removed first when there are too many to remember', () => {
    let crowded = aSquad({ members: 2 });
    for (let one = 0; one <= LIMITS.removed; one += 1) {
      const joined = join(crowded, { accountId: `guest-${one}`, kind: 'guest' }, AT) as typeof crowded;
      crowded = removeMember(joined, 'owner', `guest-${one}`, AT) as typeof crowded;
    }
    expect(crowded.removed).toHaveLength(LIMITS.removed);
    expect(crowded.removed.at(0)?.accountId).toBe('guest-1');
  });
});
