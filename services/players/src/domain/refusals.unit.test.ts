import { describe, expect, it } from 'vitest';
import { AT, aSquad } from '../../test/squad-builder.ts';
import { settled } from './accounts.ts';
import { answerClaimRequest, claimPlayer, releasePlayer, requestClaim } from './claims.ts';
import { foundSquad } from './founding.ts';
import { LIMITS } from './limits.ts';
import { handOver, join, leave, readmit, removeMember, setRole } from './membership.ts';
import { isRefusal, type Reason, type Refusal } from './refusal.ts';
import { addPlayers, archivePlayer, changePlayer } from './roster.ts';
import { changeSettings, replaceCode } from './settings.ts';
import type { Squad } from './squad.ts';

type Decision = (squad: Squad) => Squad | Refusal;

const agreed = (decision: Squad | Refusal): Squad => {
  if (isRefusal(decision)) throw new Error(decision.detail);
  return decision;
};
const squad = aSquad({ members: 4, organisers: ['member-1'], players: ['Leo', 'Bea', 'Eva'] });
const claimed = agreed(claimPlayer(squad, 'member-2', 'player-0', AT));
const archived = agreed(archivePlayer(squad, 'owner', 'player-2', AT));
const crowd = Array.from({ length: LIMITS.players }, (_, index) => ({ id: `id-${index}`, name: `Player ${index}` }));

describe('a refusal tells a person why', () => {
  it.each<[Reason, string, Decision]>([
    ['not-found', 'There is no such squad, or you are not in it.', (s) => leave(s, 'nobody')],
    ['not-found', 'There is no such player in this squad.', (s) => claimPlayer(s, 'member-2', 'nobody', AT)],
    ['not-found', 'There is no such member in this squad.', (s) => setRole(s, 'owner', 'nobody', 'organiser')],
    ['not-found', 'There is no such member in this squad.', (s) => readmit(s, 'owner', 'member-2')],
    ['not-found', 'There is no such request to answer.', (s) => answerClaimRequest(s, 'owner', noRequest)],
    ['forbidden', 'Only the owner may do this.', (s) => setRole(s, 'member-1', 'member-2', 'organiser')],
    ['forbidden', 'Only an organiser or the owner may do this.', (s) => removeMember(s, 'member-2', 'member-3', AT)],
    ['forbidden', 'Only the owner may remove an organiser.', (s) => removeMember(s, 'member-1', 'member-1', AT)],
    ['owner-stays', 'The owner hands the squad over before leaving.', (s) => leave(s, 'owner')],
    ['owner-has-no-other-role', 'Hand the squad over to step down.', (s) => setRole(s, 'owner', 'owner', 'member')],
    [
      'approval-not-needed',
      'Nobody claims this player: simply claim it.',
      (s) => requestClaim(s, 'member-2', 'player-0', AT),
    ],
  ])('%s: %s', (reason, detail, decide) => {
    expect(decide(squad)).toEqual({ kind: 'refused', reason, detail });
  });

  it.each<[Reason, string, Squad | Refusal]>([
    ['player-claimed', 'Leo is claimed by another member.', claimPlayer(claimed, 'member-3', 'player-0', AT)],
    [
      'already-claiming',
      'You are another player of this squad; let that one go first.',
      claimPlayer(claimed, 'member-2', 'player-1', AT),
    ],
    [
      'already-claiming',
      'You are another player of this squad; let that one go first.',
      requestClaim(claimed, 'member-2', 'player-1', AT),
    ],
    [
      'forbidden',
      'Only the claimant, an organiser or the owner may release a player.',
      releasePlayer(claimed, 'member-3', 'player-0'),
    ],
    ['not-found', 'There is no such player in this squad.', releasePlayer(archived, 'owner', 'player-2')],
    ['not-found', 'There is no such player in this squad.', requestClaim(archived, 'member-2', 'player-2', AT)],
    [
      'removed-from-squad',
      'You were removed from this squad; its owner can let you in again.',
      join(agreed(removeMember(squad, 'owner', 'member-3', AT)), { accountId: 'member-3', kind: 'guest' }, AT),
    ],
    [
      'removed-from-squad',
      'You were removed from this squad; its owner can let you in again.',
      claimPlayer(agreed(removeMember(squad, 'owner', 'member-3', AT)), 'member-3', 'player-1', AT),
    ],
    [
      'forbidden',
      'This account was deleted.',
      join(settled(aSquad({ members: 2 }), 'owner', { deleted: true }, 0), { accountId: 'owner', kind: 'guest' }, AT),
    ],
    [
      'too-many-members',
      'A squad has at most 200 members.',
      join(aSquad({ members: LIMITS.members }), { accountId: 'late', kind: 'guest' }, AT),
    ],
    ['too-many-players', 'A squad has at most 60 players.', addPlayers(squad, 'owner', crowd)],
    ['idempotency-key-reused', 'This Idempotency-Key came with another request before.', reused()],
    [
      'registered-only',
      'Sign in with an account to create a squad.',
      foundSquad({ name: 'Ours' }, { accountId: 'ana', kind: 'guest', squads: 0 }, { id: 's', code: 'A', at: AT }),
    ],
    [
      'too-many-squads',
      'An account owns at most 100 squads.',
      foundSquad({ name: 'Ours' }, { accountId: 'a', kind: 'registered', squads: 100 }, { id: 's', code: 'A', at: AT }),
    ],
  ])('%s: %s', (reason, detail, decision) => {
    expect(decision).toEqual({ kind: 'refused', reason, detail });
  });
});

describe('a refusal names the field at fault', () => {
  const twice = [
    { id: 'attack', name: 'Attack', weight: 2 },
    { id: 'defence', name: 'Defence', weight: 1 },
    { id: 'attack', name: 'Again', weight: 1 },
  ];
  const guests = aSquad({ members: 2, kind: 'guest' });
  it.each<[Reason, string, string, string, Squad | Refusal]>([
    [
      'duplicate-criteria',
      'Two criteria share an id.',
      'body/criteria/2/id',
      'there is another criterion "attack"',
      changeSettings(squad, 'owner', { criteria: twice }),
    ],
    [
      'unknown-player',
      'There is no such player in this squad.',
      'body/playerId',
      'is not a player of this squad',
      join(squad, { accountId: 'new', kind: 'guest', playerId: 'nobody' }, AT),
    ],
    [
      'not-a-registered-member',
      'Only a registered member can own the squad.',
      'body/accountId',
      'is not a registered member of this squad',
      handOver(guests, 'owner', 'member-1'),
    ],
    [
      'name-taken',
      'Another player is called Bea.',
      'body/name',
      'there is another Bea',
      changePlayer(squad, 'owner', 'player-0', { name: ' Bea' }),
    ],
    [
      'name-taken',
      'Every player has a name of his own in a squad.',
      'body/players/0/name',
      'there is another bea',
      addPlayers(squad, 'owner', [{ id: 'new', name: 'bea' }]),
    ],
  ])('%s: %s at %s', (reason, detail, path, message, decision) => {
    expect(decision).toEqual({ kind: 'refused', reason, detail, errors: [{ path, message }] });
  });
});

describe('what only the owner may do', () => {
  const acts: Record<string, (by: string) => Squad | Refusal> = {
    addPlayers: (by) => addPlayers(squad, by, [{ id: 'new', name: 'Ian' }]),
    changePlayer: (by) => changePlayer(squad, by, 'player-0', { name: 'Leonardo' }),
    archivePlayer: (by) => archivePlayer(squad, by, 'player-0', AT),
    changeSettings: (by) => changeSettings(squad, by, { name: 'Mine' }),
    replaceCode: (by) => replaceCode(squad, by, 'BBBBBBBB'),
    setRole: (by) => setRole(squad, by, 'member-2', 'organiser'),
    readmit: (by) => readmit({ ...squad, removed: [{ accountId: 'eve', at: AT }] }, by, 'eve'),
    handOver: (by) => handOver(squad, by, 'member-2'),
  };
  it.each(Object.entries(acts))('%s', (_, act) => {
    expect(act('member-1')).toMatchObject({ reason: 'forbidden' });
    expect(act('member-2')).toMatchObject({ reason: 'forbidden' });
    expect(act('nobody')).toMatchObject({ reason: 'not-found' });
    expect(isRefusal(act('owner'))).toBe(false);
  });
});

describe('a decision', () => {
  it('is a refusal when it says so, and nothing else is', () => {
    expect(isRefusal({ kind: 'refused' })).toBe(true);
    for (const other of [undefined, null, 'refused', {}, { kind: 'guest' }, squad]) {
      expect(isRefusal(other)).toBe(false);
    }
  });
});

const noRequest = { accountId: 'member-2', playerId: 'player-0', accept: true };

function reused(): Squad | Refusal {
  const added = agreed(addPlayers(squad, 'owner', [{ id: 'new', name: 'Ian' }], 'one'));
  return addPlayers(added, 'owner', [{ id: 'new', name: 'Ian' }], 'another');
}
