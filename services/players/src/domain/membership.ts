import { noSuchSquad, outranks, removedFromSquad, requireRole } from './authority.ts';
import { claimPlayer } from './claims.ts';
import { LIMITS } from './limits.ts';
import { type Refusal, refuse } from './refusal.ts';
import {
  type AccountKind,
  activePlayer,
  isGone,
  isKeptOut,
  roleOf,
  type Squad,
  withMember,
  withoutMember,
} from './squad.ts';

export interface Joiner {
  accountId: string;
  kind: AccountKind;
  displayName?: string | undefined;
  /** Who the joiner says he is. */
  playerId?: string | undefined;
}

/** An account joins and may say which player it is. All or nothing; repeating changes nothing. */
export function join(squad: Squad, joiner: Joiner, at: string): Squad | Refusal {
  const { accountId, kind, displayName, playerId } = joiner;
  if (isKeptOut(squad, accountId)) return removedFromSquad();
  if (isGone(squad, accountId)) return refuse('forbidden', 'This account was deleted.');
  const isNew = squad.members[accountId] === undefined;
  if (isNew && Object.keys(squad.members).length >= LIMITS.members) {
    return refuse('too-many-members', `A squad has at most ${LIMITS.members} members.`);
  }
  const name = displayName ? { displayName } : {};
  const joined = isNew ? withMember(squad, { accountId, kind, organiser: false, joinedAt: at, ...name }) : squad;
  if (playerId === undefined) return joined;
  if (!activePlayer(squad, playerId)) {
    const errors = [{ path: 'body/playerId', message: 'is not a player of this squad' }];
    return refuse('unknown-player', 'There is no such player in this squad.', errors);
  }
  return claimPlayer(joined, accountId, playerId, at);
}

/** A member leaves, and the claim is free. The owner hands over first. */
export function leave(squad: Squad, by: string): Squad | Refusal {
  const role = roleOf(squad, by);
  if (role === undefined) return noSuchSquad();
  if (role === 'owner') return ownerStays();
  return withoutMember(squad, by);
}

/**
 * An organiser shows a member the door; the account stays out, remembered by its name, else by that of the player it
 * claims. Only those above a member remove it.
 */
export function removeMember(squad: Squad, by: string, accountId: string, at: string): Squad | Refusal {
  const refusal = requireRole(squad, by, 'organiser');
  if (refusal) return refusal;
  const member = squad.members[accountId];
  if (!member) return isKeptOut(squad, accountId) ? squad : noSuchMember();
  const mine = roleOf(squad, by) ?? 'member';
  const theirs = roleOf(squad, accountId) ?? 'member';
  if (by === accountId && mine === 'owner') return ownerStays();
  if (!outranks(mine, theirs)) return refuse('forbidden', 'Only the owner may remove an organiser.');
  const displayName = member.displayName || squad.players.find(({ id }) => id === member.playerId)?.name;
  const removed = [...squad.removed, { accountId, at, ...(displayName ? { displayName } : {}) }].slice(-LIMITS.removed);
  return { ...withoutMember(squad, accountId), removed };
}

/** The owner makes a member an organiser, or no longer one. */
export function setRole(squad: Squad, by: string, accountId: string, role: 'organiser' | 'member'): Squad | Refusal {
  const refusal = requireRole(squad, by, 'owner');
  if (refusal) return refusal;
  const member = squad.members[accountId];
  if (!member) return noSuchMember();
  if (accountId === squad.ownerId) return refuse('owner-has-no-other-role', 'Hand the squad over to step down.');
  const organiser = role === 'organiser';
  return member.organiser === organiser ? squad : withMember(squad, { ...member, organiser });
}

/** The owner lets a removed account in again: it may join. */
export function readmit(squad: Squad, by: string, accountId: string): Squad | Refusal {
  const refusal = requireRole(squad, by, 'owner');
  if (refusal) return refusal;
  const removed = squad.removed.filter((one) => one.accountId !== accountId);
  return removed.length === squad.removed.length ? noSuchMember() : { ...squad, removed };
}

/** The owner hands the squad to a registered member and stays as an organiser. */
export function handOver(squad: Squad, by: string, accountId: string): Squad | Refusal {
  const refusal = requireRole(squad, by, 'owner');
  if (refusal) return refusal;
  if (accountId === squad.ownerId) return squad;
  const owner = squad.members[squad.ownerId];
  const heir = squad.members[accountId];
  if (!owner || heir?.kind !== 'registered') {
    const errors = [{ path: 'body/accountId', message: 'is not a registered member of this squad' }];
    return refuse('not-a-registered-member', 'Only a registered member can own the squad.', errors);
  }
  const given = { ...squad, ownerId: accountId };
  return withMember(withMember(given, { ...heir, organiser: false }), { ...owner, organiser: true });
}

function noSuchMember(): Refusal {
  return refuse('not-found', 'There is no such member in this squad.');
}

function ownerStays(): Refusal {
  return refuse('owner-stays', 'The owner hands the squad over before leaving.');
}
