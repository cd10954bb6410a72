export type Sport = 'football' | 'futsal' | 'padel' | 'basketball' | 'volleyball' | 'other';
export type AccountKind = 'guest' | 'registered';
export type Role = 'owner' | 'organiser' | 'member';

/** What is rated, and how much it weighs in a player's level. */
export interface Criterion {
  readonly id: string;
  readonly name: string;
  readonly weight: number;
}

export interface Rules {
  readonly raters: 'players' | 'anyone';
  readonly numbers: 'shown' | 'hidden';
  readonly approveClaims: boolean;
}

/** A person in the squad. Removed ones stay, archived: the ratings that name them count again when they return. */
export interface Player {
  readonly id: string;
  readonly name: string;
  readonly positions: readonly string[];
  readonly archivedAt?: string;
  /** Hash of the repeatable request that added the player, to tell a repetition from a reused key. */
  readonly request?: string;
}

/** A member's wish to be recognised as a player. */
export interface ClaimRequest {
  readonly playerId: string;
  readonly at: string;
}

/** An account that joined. `playerId` is its claim: so a member claims one player by construction. */
export interface Member {
  readonly accountId: string;
  readonly kind: AccountKind;
  readonly displayName?: string;
  readonly organiser: boolean;
  readonly joinedAt: string;
  readonly playerId?: string;
  readonly request?: ClaimRequest;
}

/** An account that was shown the door, and stays out until it is re-admitted. */
export interface RemovedAccount {
  readonly accountId: string;
  /** Its own, or of the player it claimed then. */
  readonly displayName?: string;
  readonly at: string;
}

/** A group that plays together: one document, changed as a whole. The owner is a member like the others. */
export interface Squad {
  readonly id: string;
  readonly name: string;
  readonly sport: Sport;
  readonly code: string;
  readonly ownerId: string;
  readonly criteria: readonly Criterion[];
  readonly rules: Rules;
  readonly players: readonly Player[];
  readonly members: Readonly<Record<string, Member>>;
  readonly removed: readonly RemovedAccount[];
  readonly createdAt: string;
  /** Hash of the repeatable request that created the squad. */
  readonly request?: string;
  /** Set when the owner's account is gone and nobody could inherit: the squad ends then. */
  readonly endsAt?: string;
  readonly version: number;
}

export function roleOf(squad: Squad, accountId: string): Role | undefined {
  const member = squad.members[accountId];
  if (!member) return undefined;
  if (squad.ownerId === accountId) return 'owner';
  return member.organiser ? 'organiser' : 'member';
}

export function isKeptOut(squad: Squad, accountId: string): boolean {
  return squad.removed.some((removed) => removed.accountId === accountId);
}

/** Whether this is the account of an owner that was deleted. */
export function isGone(squad: Squad, accountId: string): boolean {
  return squad.endsAt !== undefined && squad.ownerId === accountId;
}

export function isArchived(player: Player): boolean {
  return player.archivedAt !== undefined;
}

/** The players who are in the squad now. */
export function activePlayers(squad: Squad): Player[] {
  return squad.players.filter((player) => !isArchived(player));
}

export function activePlayer(squad: Squad, playerId: string): Player | undefined {
  return squad.players.find((player) => player.id === playerId && !isArchived(player));
}

export function claimantOf(squad: Squad, playerId: string): Member | undefined {
  return Object.values(squad.members).find((member) => member.playerId === playerId);
}

/** Who claims whom: account by player. */
export function claimsOf(squad: Squad): Map<string, string> {
  const claims = new Map<string, string>();
  for (const { accountId, playerId } of Object.values(squad.members)) {
    if (playerId !== undefined) claims.set(playerId, accountId);
  }
  return claims;
}

/** The squad with this member put in (or replaced). */
export function withMember(squad: Squad, member: Member): Squad {
  return { ...squad, members: { ...squad.members, [member.accountId]: member } };
}

/** The squad without this member, and so without the member's claim. */
export function withoutMember(squad: Squad, accountId: string): Squad {
  const { [accountId]: _, ...members } = squad.members;
  return { ...squad, members };
}

/** The member without a claim and without a request for one. */
export function withoutClaim(member: Member): Member {
  const { playerId: _claim, request: _request, ...rest } = member;
  return rest;
}
