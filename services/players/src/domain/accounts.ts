import {
  type AccountKind,
  claimantOf,
  isGone,
  isKeptOut,
  type Member,
  type Squad,
  withMember,
  withoutMember,
} from './squad.ts';

/** How long a squad outlives its owner when nobody could inherit it. */
export const DAYS_WITHOUT_OWNER = 30;
const DAY_MS = 86_400_000;

interface AccountProfile {
  /** Absent: the account has no name, and what the squad calls the member stays. */
  displayName?: string | undefined;
  kind: AccountKind;
}

/** What is known of an account. The end of one is final. */
export interface Account {
  displayName?: string;
  kind?: AccountKind;
  deleted?: boolean;
  /** The registered account that this guest turned out to be. */
  mergedInto?: string;
}

/** The squad with what is known of an account applied to it; the same squad when it was already. */
export function settled(squad: Squad, accountId: string, account: Account, nowMs: number): Squad {
  const { deleted, mergedInto, displayName, kind } = account;
  if (deleted) return accountDeleted(squad, accountId, nowMs);
  if (mergedInto !== undefined) return accountMerged(squad, accountId, mergedInto, nowMs);
  return kind === undefined ? squad : accountChanged(squad, accountId, { displayName, kind }, nowMs);
}

/**
 * The account is gone, and so are its membership, claim and name. An owned squad goes to an organiser with a
 * registered account, the one who joined first; else it ends after 30 days, or at once when nobody is left in it.
 */
function accountDeleted(squad: Squad, accountId: string, nowMs: number): Squad {
  const known = squad.members[accountId] !== undefined || isKeptOut(squad, accountId);
  if (!known) return squad;
  const removed = squad.removed.filter((one) => one.accountId !== accountId);
  const without = { ...withoutMember(squad, accountId), removed };
  return squad.ownerId === accountId ? inherited(without, nowMs) : without;
}

/** A member's name and kind follow the account. A squad without an owner goes to an organiser who registers. */
function accountChanged(squad: Squad, accountId: string, profile: AccountProfile, nowMs: number): Squad {
  const member = squad.members[accountId];
  if (!member) return squad;
  const displayName = profile.displayName ?? member.displayName;
  // Nobody becomes a guest again: what says so is older than the token the member joined with.
  const kind = member.kind === 'registered' ? member.kind : profile.kind;
  if (member.displayName === displayName && member.kind === kind) return squad;
  const changed = withMember(squad, { ...member, kind, ...(displayName === undefined ? {} : { displayName }) });
  return changed.endsAt === undefined ? changed : inherited(changed, nowMs);
}

/**
 * A guest turned out to be `into`: membership, claim, request and role move there. What `into` has already wins, and
 * the higher role stays. A guest who was kept out keeps the account out, unless it is a member by itself.
 */
function accountMerged(squad: Squad, from: string, into: string, nowMs: number): Squad {
  const guest = squad.members[from];
  const removed = mergedRemovals(squad, from, into);
  if (!guest) return removed === squad.removed ? squad : { ...squad, removed };
  const without = { ...withoutMember(squad, from), removed };
  if (isKeptOut(without, into) || isGone(squad, into)) return without;
  const merged = withMember(without, mergedMember(without, guest, into));
  return merged.endsAt === undefined ? merged : inherited(merged, nowMs);
}

function mergedMember(squad: Squad, guest: Member, accountId: string): Member {
  const target = squad.members[accountId];
  if (!target) return { ...guest, accountId, kind: 'registered' };
  const organiser = squad.ownerId !== accountId && (target.organiser || guest.organiser);
  if (target.playerId !== undefined) return { ...target, organiser };
  const { request: _, ...rest } = target;
  const claim =
    guest.playerId !== undefined && !claimantOf(squad, guest.playerId) ? { playerId: guest.playerId } : undefined;
  const request = target.request ?? guest.request;
  return { ...rest, organiser, ...(claim ?? (request ? { request } : {})) };
}

function mergedRemovals(squad: Squad, from: string, into: string): Squad['removed'] {
  const guest = squad.removed.find((one) => one.accountId === from);
  if (!guest) return squad.removed;
  const others = squad.removed.filter((one) => one.accountId !== from);
  const settled = squad.members[into] !== undefined || others.some((one) => one.accountId === into);
  return settled ? others : [...others, { ...guest, accountId: into }];
}

function inherited(squad: Squad, nowMs: number): Squad {
  const heir = Object.values(squad.members)
    .filter((member) => member.organiser && member.kind === 'registered')
    .sort((a, b) => compare(a.joinedAt, b.joinedAt) || compare(a.accountId, b.accountId))[0];
  if (heir) {
    const { endsAt: _, ...kept } = squad;
    return withMember({ ...kept, ownerId: heir.accountId }, { ...heir, organiser: false });
  }
  if (squad.endsAt !== undefined) return squad;
  const alone = Object.keys(squad.members).length === 0;
  return { ...squad, endsAt: new Date(nowMs + (alone ? 0 : DAYS_WITHOUT_OWNER * DAY_MS)).toISOString() };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
