import { describe, expect, it } from 'vitest';
import { AT, aSquad } from '../../test/squad-builder.ts';
import { LIMITS } from './limits.ts';
import { handOver, join, leave, readmit, removeMember, setRole } from './membership.ts';
import { changePlayer } from './roster.ts';

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

describe('a member', () => {
  const squad = aSquad({ members: 3, organisers: ['member-1'], players: ['Leo'] });

  it('joins by name, as a plain member, and once only', () => {
    const joined = join(squad, { accountId: 'eve', kind: 'guest', displayName: 'Eve' }, AT) as typeof squad;
    expect(joined.members['eve']).toEqual({
      accountId: 'eve',
      kind: 'guest',
      organiser: false,
      joinedAt: AT,
      displayName: 'Eve',
    });
    expect(join(joined, { accountId: 'eve', kind: 'guest', displayName: 'Eva' }, AT)).toBe(joined);
  });

  it('leaves for good, and may join again', () => {
    const left = leave(squad, 'member-2') as typeof squad;
    expect(left.members).not.toHaveProperty('member-2');
    expect(left.removed).toEqual([]);
    expect(join(left, { accountId: 'member-2', kind: 'guest' }, AT)).toHaveProperty('members.member-2');
  });

  it('becomes an organiser and stops being one; saying so again changes nothing', () => {
    const promoted = setRole(squad, 'owner', 'member-2', 'organiser') as typeof squad;
    expect(promoted.members['member-2']).toMatchObject({ accountId: 'member-2', organiser: true });
    expect(setRole(promoted, 'owner', 'member-2', 'organiser')).toBe(promoted);
    const demoted = setRole(promoted, 'owner', 'member-2', 'member') as typeof squad;
    expect(demoted.members['member-2']).toMatchObject({ organiser: false });
    expect(setRole(demoted, 'owner', 'member-2', 'member')).toBe(demoted);
  });

  it('who is removed is remembered by name, with the others, and removed once', () => {
    const named = join(squad, { accountId: 'eve', kind: 'guest', displayName: 'Eve' }, AT) as typeof squad;
    const one = removeMember(named, 'member-1', 'eve', AT) as typeof squad;
    const both = removeMember(one, 'owner', 'member-2', AT) as typeof squad;
    expect(both.removed).toEqual([
      { accountId: 'eve', at: AT, displayName: 'Eve' },
      { accountId: 'member-2', at: AT },
    ]);
    expect(removeMember(both, 'member-1', 'eve', AT)).toBe(both);
    expect(reason(removeMember(both, 'member-1', 'stranger', AT))).toBe('not-found');
    expect((readmit(both, 'owner', 'eve') as typeof squad).removed).toEqual([{ accountId: 'member-2', at: AT }]);
  });

  it('without a name is remembered by the player he claimed, as that one was called then', () => {
    const guest = join(squad, { accountId: 'eve', kind: 'guest', playerId: 'player-0' }, AT) as typeof squad;
    const without = removeMember(guest, 'owner', 'eve', AT) as typeof squad;
    expect(without.removed).toEqual([{ accountId: 'eve', at: AT, displayName: 'Leo' }]);
    const renamed = changePlayer(without, 'owner', 'player-0', { name: 'Leonardo' }) as typeof squad;
    expect(renamed.removed).toBe(without.removed);
  });

  it('with a name of his own is remembered by that, whoever he claimed', () => {
    const eve = { accountId: 'eve', kind: 'guest', displayName: 'Eve', playerId: 'player-0' } as const;
    const without = removeMember(join(squad, eve, AT) as typeof squad, 'owner', 'eve', AT);
    expect(without).toMatchObject({ removed: [{ accountId: 'eve', displayName: 'Eve' }] });
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
    expect(after.members['owner']).toMatchObject({ accountId: 'owner', organiser: true });
    expect(after.members['member-3']).toMatchObject({ accountId: 'member-3', organiser: false });
    const heir = handOver(squad, 'owner', 'member-1') as typeof squad;
    expect(heir.members['member-1']?.organiser).toBe(false);
    expect(handOver(squad, 'owner', 'owner')).toBe(squad);
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
