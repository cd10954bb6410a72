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
    const removed = [{ accountId: 'guest', at: AT }];
    const kept = settled({ ...squad, removed }, 'guest', { mergedInto: 'leo' }, now);
    expect(kept.removed).toEqual([{ accountId: 'leo', at: AT }]);
    expect(settled({ ...squad, removed }, 'guest', { mergedInto: 'member-2' }, now).removed).toEqual([]);
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
  });
});
