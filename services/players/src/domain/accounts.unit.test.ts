import { describe, expect, it } from 'vitest';
import { AT, aSquad } from '../../test/squad-builder.ts';
import { DAYS_WITHOUT_OWNER, settled } from './accounts.ts';
import type { Member, Squad } from './squad.ts';

const now = Date.parse(AT);
const withMembers = (squad: Squad, changes: Record<string, Partial<Member>>): Squad => ({
  ...squad,
  members: Object.fromEntries(Object.entries(squad.members).map(([id, member]) => [id, { ...member, ...changes[id] }])),
});

describe('a deleted account', () => {
  it('leaves its squad to the registered organiser who joined first', () => {
    const squad = withMembers(aSquad({ members: 5, organisers: ['member-1', 'member-2', 'member-3'] }), {
      'member-1': { kind: 'guest' },
      'member-2': { joinedAt: '2026-03-01T00:00:00.000Z' },
      'member-3': { joinedAt: '2026-02-01T00:00:00.000Z' },
    });
    const after = settled(squad, 'owner', { deleted: true }, now);
    expect(after.ownerId).toBe('member-3');
    expect(after.members['member-3']?.organiser).toBe(false);
    expect(after.endsAt).toBeUndefined();
  });

  it('leaves a squad without heirs for 30 days, and one without members at once', () => {
    const inhabited = settled(aSquad({ members: 2 }), 'owner', { deleted: true }, now);
    expect(Date.parse(inhabited.endsAt ?? '') - now).toBe(DAYS_WITHOUT_OWNER * 86_400_000);
    expect(settled(aSquad(), 'owner', { deleted: true }, now).endsAt).toBe(AT);
  });

  it('is nothing to a squad that does not know it', () => {
    const squad = aSquad();
    expect(settled(squad, 'stranger', { deleted: true }, now)).toBe(squad);
  });
});

describe('the squad of a deleted account', () => {
  it('forgets that it kept the account out, and nobody else', () => {
    const removed = ['eve', 'ian'].map((accountId) => ({ accountId, at: AT, displayName: 'Leo' }));
    const after = settled({ ...aSquad(), removed }, 'eve', { deleted: true }, now);
    expect(after.removed).toEqual([{ accountId: 'ian', at: AT, displayName: 'Leo' }]);
  });

  it('keeps its owner when a member’s account goes', () => {
    const after = settled(aSquad({ members: 2 }), 'member-1', { deleted: true }, now);
    expect(after).toMatchObject({ ownerId: 'owner' });
    expect(after.endsAt).toBeUndefined();
  });

  it('goes to the lower id when two organisers joined at once', () => {
    const squad = aSquad({ members: 4, organisers: ['member-3', 'member-2'] });
    expect(settled(squad, 'owner', { deleted: true }, now).ownerId).toBe('member-2');
    const reversed = { ...squad, members: Object.fromEntries(Object.entries(squad.members).toReversed()) };
    expect(settled(reversed, 'owner', { deleted: true }, now).ownerId).toBe('member-2');
  });

  it('is saved by an organiser who registers before it ends, and its end stays where it is until then', () => {
    const orphan = settled(
      aSquad({ members: 3, kind: 'guest', organisers: ['member-1'] }),
      'owner',
      { deleted: true },
      now,
    );
    const later = now + 86_400_000;
    const renamed = settled(orphan, 'member-2', { displayName: 'Bea', kind: 'registered' }, later);
    expect(renamed).toMatchObject({ ownerId: 'owner', endsAt: orphan.endsAt });
    const saved = settled(orphan, 'member-1', { kind: 'registered' }, later);
    expect(saved.ownerId).toBe('member-1');
    expect(saved.endsAt).toBeUndefined();
    const merged = settled(orphan, 'member-1', { mergedInto: 'leo' }, later);
    expect(merged.ownerId).toBe('leo');
    expect(merged.endsAt).toBeUndefined();
  });
});

describe('a merged guest', () => {
  const squad = withMembers(aSquad({ members: 3, players: ['Leo', 'Bea'] }), {
    'member-1': { kind: 'guest', playerId: 'player-0', organiser: true },
  });

  it('hands membership, claim and role to an account that was not in the squad', () => {
    const after = settled(squad, 'member-1', { mergedInto: 'leo' }, now);
    expect(after.members['member-1']).toBeUndefined();
    expect(after.members['leo']).toMatchObject({ kind: 'registered', playerId: 'player-0', organiser: true });
  });

  it('gives his claim to an account that has none, and keeps the one it has', () => {
    const without = settled(squad, 'member-1', { mergedInto: 'member-2' }, now);
    expect(without.members['member-2']).toMatchObject({ playerId: 'player-0', organiser: true });
    const claiming = withMembers(squad, { 'member-2': { playerId: 'player-1' } });
    const after = settled(claiming, 'member-1', { mergedInto: 'member-2' }, now);
    expect(after.members['member-2']).toMatchObject({ playerId: 'player-1', organiser: true });
    expect(Object.values(after.members).some(({ playerId }) => playerId === 'player-0')).toBe(false);
  });

  it('leaves the owner the owner', () => {
    const after = settled(squad, 'member-1', { mergedInto: 'owner' }, now);
    expect(after.ownerId).toBe('owner');
    expect(after.members['owner']).toMatchObject({ playerId: 'player-0', organiser: false });
  });

  it('carries his removal over, but not onto a member', () => {
    const removed = [{ accountId: 'guest', at: AT, displayName: 'Leo' }];
    const kept = settled({ ...squad, removed }, 'guest', { mergedInto: 'leo' }, now);
    expect(kept.removed).toEqual([{ accountId: 'leo', at: AT, displayName: 'Leo' }]);
    expect(settled({ ...squad, removed }, 'guest', { mergedInto: 'member-2' }, now).removed).toEqual([]);
  });

  it('brings his request to an account that neither claims nor asks', () => {
    const request = { playerId: 'player-1', at: AT };
    const asking = withMembers(aSquad({ members: 4, players: ['Leo', 'Bea'] }), {
      'member-1': { kind: 'guest', request },
      'member-3': { playerId: 'player-0' },
    });
    const after = settled(asking, 'member-1', { mergedInto: 'member-2' }, now);
    expect(after.members['member-2']).toMatchObject({ request, organiser: false });
    const both = withMembers(asking, { 'member-2': { request: { playerId: 'player-0', at: AT } } });
    const own = settled(both, 'member-1', { mergedInto: 'member-2' }, now);
    expect(own.members['member-2']?.request?.playerId).toBe('player-0');
    const claiming = settled(asking, 'member-1', { mergedInto: 'member-3' }, now);
    expect(claiming.members['member-3']).toMatchObject({ playerId: 'player-0' });
    expect(claiming.members['member-3']).not.toHaveProperty('request');
  });

  it('keeps the account out that is neither in nor out yet, and leaves others’ removals alone', () => {
    const removed = ['guest', 'ian'].map((accountId) => ({ accountId, at: AT }));
    const after = settled({ ...squad, removed }, 'guest', { mergedInto: 'leo' }, now);
    expect(after.removed.map(({ accountId }) => accountId)).toEqual(['ian', 'leo']);
    const known = settled({ ...squad, removed }, 'guest', { mergedInto: 'ian' }, now);
    expect(known.removed).toEqual([{ accountId: 'ian', at: AT }]);
    expect(settled(squad, 'stranger', { mergedInto: 'leo' }, now)).toBe(squad);
  });

  it('does not slip in an account that was kept out', () => {
    const removed = [{ accountId: 'leo', at: AT }];
    const after = settled({ ...squad, removed }, 'member-1', { mergedInto: 'leo' }, now);
    expect(after.members['leo']).toBeUndefined();
    expect(after.members['member-1']).toBeUndefined();
  });
});

describe('a changed account', () => {
  it('names the member, and makes nobody a guest again', () => {
    const squad = aSquad({ members: 2 });
    const after = settled(squad, 'member-1', { displayName: 'Leo', kind: 'guest' }, now);
    expect(after.members['member-1']).toMatchObject({ displayName: 'Leo', kind: 'registered' });
    expect(settled(after, 'member-1', { displayName: 'Leo', kind: 'registered' }, now)).toBe(after);
    expect(settled(after, 'member-1', { kind: 'registered' }, now)).toBe(after);
    expect(settled(after, 'member-1', { displayName: 'Bea' }, now)).toBe(after);
    expect(settled(after, 'stranger', { displayName: 'Bea', kind: 'guest' }, now)).toBe(after);
    const guests = aSquad({ members: 2, kind: 'guest' });
    const registered = settled(guests, 'member-1', { kind: 'registered' }, now);
    expect(registered.members['member-1']).toEqual({ ...guests.members['member-1'], kind: 'registered' });
  });
});
