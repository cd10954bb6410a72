/**
 * One device that is signed in: a family of refresh tokens, of which each use makes the next. Two generations are
 * known, by their hashes; several tokens are of one generation when an answer was lost or two tabs refreshed at once.
 */
export interface Session {
  /** Hash of the part that all tokens of the family share. */
  id: string;
  accountId: string;
  current: string[];
  previous: string[];
  rotatedAt: Date;
  expiresAt: Date;
}

const DAY_MS = 86_400_000;
/** So long the previous token is good as long as no successor has been used: for lost answers and second tabs. */
const GRACE_MS = 60_000;
/** More tabs than anyone restores at once. */
const MOST_SIBLINGS = 50;

/** Counted from the last use. Guests have nothing but this session; 400 days is also the longest a browser keeps it. */
const LIFETIME_MS = { guest: 400 * DAY_MS, registered: 60 * DAY_MS };

export type AccountKind = keyof typeof LIFETIME_MS;

export function openedSession(
  ids: { id: string; accountId: string; tokenHash: string },
  kind: AccountKind,
  now: Date,
): Session {
  const { id, accountId, tokenHash } = ids;
  return { id, accountId, current: [tokenHash], previous: [], rotatedAt: now, expiresAt: expiry(kind, now) };
}

/**
 * Takes a token of the family for a new one. A current token begins the next generation; the one before it stays good
 * until a successor is used, 60 s at most. Any other token is a stolen or a copied one: undefined, end the family.
 */
export function rotated(
  session: Session,
  presented: string,
  successor: string,
  kind: AccountKind,
  now: Date,
): Session | undefined {
  if (session.expiresAt <= now) return undefined;
  const expiresAt = expiry(kind, now);
  if (session.current.includes(presented)) {
    return { ...session, current: [successor], previous: session.current, rotatedAt: now, expiresAt };
  }
  const inGrace = now.getTime() - session.rotatedAt.getTime() <= GRACE_MS;
  if (!inGrace || !session.previous.includes(presented)) return undefined;
  return { ...session, current: [...session.current, successor].slice(-MOST_SIBLINGS), expiresAt };
}

/** So long after a password was given its owner need not be asked for it again. */
export const PROVED_FOR_SECONDS = 300;

/** Whether a password was given lately enough, at that second since 1970, for what cannot be undone. */
export function provedLately(provedAt: number | undefined, now: Date): boolean {
  return provedAt !== undefined && now.getTime() / 1000 - provedAt < PROVED_FOR_SECONDS;
}

export function sessionSeconds(kind: AccountKind): number {
  return LIFETIME_MS[kind] / 1000;
}

function expiry(kind: AccountKind, now: Date): Date {
  return new Date(now.getTime() + LIFETIME_MS[kind]);
}
