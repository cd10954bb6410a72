import type { Account } from '../domain/account.ts';
import { openedSession, sessionSeconds } from '../domain/session.ts';
import { failureKeyHere } from './guarded-password.ts';
import type { NewSession, Ports, Store } from './ports.ts';

/** What signs a device in: an access token to use and a refresh token to keep. */
export interface StartedSession {
  account: Account;
  accessToken: string;
  expiresIn: number;
  refreshToken: string;
  /** How long the refresh token lives unused. */
  refreshSeconds: number;
}

/**
 * A session that is not kept yet, and the token that will open it. The token is two secrets: the family's and its own,
 * so that an old token still tells which family to end.
 */
export function newSession(
  { secrets, now }: Pick<Ports, 'secrets' | 'now'>,
  account: Account,
  address?: string,
): { session: NewSession; refreshToken: string } {
  const family = secrets.newToken();
  const own = secrets.newToken();
  const ids = { id: secrets.hash(family), accountId: account.id, tokenHash: secrets.hash(own) };
  const { email } = account;
  const openedFrom = email && address ? failureKeyHere({ secrets }, email.toLowerCase(), address) : null;
  const session = { ...openedSession(ids, account.kind, now()), openedFrom };
  return { session, refreshToken: joinRefreshToken({ family, own }) };
}

/**
 * Opens a session of the account within the caller's transaction; answers its refresh token. From `address`, when it is
 * given, its owner has shown that they know the password.
 */
export async function startSession(
  ports: Pick<Ports, 'secrets' | 'now'>,
  store: Pick<Store, 'sessions'>,
  account: Account,
  address?: string,
): Promise<string> {
  const { session, refreshToken } = newSession(ports, account, address);
  await store.sessions.insert(session);
  return refreshToken;
}

/**
 * Completes what `startSession` or a rotation began, outside of the transaction: signing needs no database. The access token
 * tells when a password has just been given.
 */
export async function signedIn(
  { accessTokens }: Pick<Ports, 'accessTokens'>,
  account: Account,
  refreshToken: string,
  { byPassword = false } = {},
): Promise<StartedSession> {
  const issued = await accessTokens.issue(account, { byPassword });
  return { account, ...issued, refreshToken, refreshSeconds: sessionSeconds(account.kind) };
}

export interface RefreshTokenParts {
  family: string;
  own: string;
}

export function joinRefreshToken({ family, own }: RefreshTokenParts): string {
  return `${family}.${own}`;
}

export function splitRefreshToken(token: string | undefined): RefreshTokenParts | undefined {
  const [, family, own] = /^([\w-]{43})\.([\w-]{43})$/.exec(token ?? '') ?? [];
  return family && own ? { family, own } : undefined;
}
