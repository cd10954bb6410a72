import type { Account } from '../domain/account.ts';
import type { Session } from '../domain/session.ts';
import type { Suspicion } from '../domain/sign-in-throttle.ts';
import type { AttemptsInHand } from './attempts-in-hand.ts';

/**
 * What is kept, seen from within one transaction or outside of any. Who changes what belongs to an account locks the
 * account first, so that a password change ends every session that the old password could open.
 */
export interface Store {
  accounts: Accounts;
  sessions: Sessions;
  recoveryLinks: OneTimeTokens;
  passwordResets: OneTimeTokens;
  signInFailures: SignInFailures;
  /** Forgets all that has expired, apart from accounts; answers how much it was. */
  sweep(now: Date): Promise<number>;
  /** Events leave with the state they tell of: written here in the same transaction, published by the relay. */
  outbox: { add(announcement: Announcement): Promise<void> };
}

export interface Accounts {
  find(id: string): Promise<Account | undefined>;
  /** As `find`; nobody else changes the account until the transaction ends. */
  lock(id: string): Promise<Account | undefined>;
  /** Regardless of case. */
  findByEmail(email: string): Promise<Account | undefined>;
  /** False when the e-mail address belongs to another account: two registrations at once have one winner. */
  insert(account: Account): Promise<boolean>;
  update(account: Account): Promise<boolean>;
  /** The same password under another hash; nothing where the hash is another than was `known`. */
  replacePasswordHash(id: string, known: string, next: string): Promise<void>;
  /** With its sessions, links and resets. */
  delete(id: string): Promise<void>;
  /** Guests, `limit` at most, whose last session has expired and who have no link to come back by; locks them. */
  lockAbandonedGuests(now: Date, limit: number): Promise<Account[]>;
}

export interface Sessions {
  insert(session: NewSession): Promise<void>;
  /**
   * Locks the account and opens the session, in one statement; false when the account is gone or its password is
   * another by now.
   */
  insertWhilePassword(session: NewSession, passwordHash: string): Promise<boolean>;
  /** Nobody else rotates the session until the transaction ends. */
  lock(id: string): Promise<Session | undefined>;
  update(session: Session): Promise<void>;
  /** No token opens it any more. What remains of a guest's tells until its time is over when they were here last. */
  end(id: string): Promise<void>;
  deleteOfAccount(accountId: string): Promise<void>;
}

export type NewSession = Session & {
  /** The failure key of the account and the address it was opened from; null where no e-mail address is in play. */
  openedFrom: string | null;
};

/** Tokens that work once, kept as hashes. */
export interface OneTimeTokens {
  insert(token: { hash: string; accountId: string; createdAt: Date; expiresAt: Date }): Promise<void>;
  /** Whose it is, without using it up. */
  find(hash: string, now: Date): Promise<string | undefined>;
  /** Uses it up; false when it is unknown, used or expired. */
  redeem(hash: string, now: Date): Promise<boolean>;
  /** How many of the account's were made after that time. */
  countSince(accountId: string, since: Date): Promise<number>;
  /** Forgets all but the newest `keep`. */
  prune(accountId: string, keep: number): Promise<void>;
  deleteOfAccount(accountId: string): Promise<void>;
}

/** Under what failures are counted: at the account from this address, and from everywhere. Hashed, for they name people. */
export interface FailureKeys {
  here: string;
  everywhere: string;
}

export interface SignInFailures {
  find(keys: FailureKeys): Promise<Suspicion>;
  /** With the account of that e-mail address, regardless of case: all that judging a sign-in takes, in one statement. */
  findWithAccount(keys: FailureKeys, email: string): Promise<Suspicion & { account: Account | undefined }>;
  /** Counts one more under both keys, in one statement. */
  raise(keys: FailureKeys, now: Date): Promise<void>;
  clear(keys: FailureKeys): Promise<void>;
}

export type Announcement =
  | { type: 'account-changed'; account: Account; at: Date }
  | { type: 'account-deleted'; account: Account; at: Date }
  | { type: 'account-merged'; guest: Account; into: Account; at: Date };

export type InTransaction = <T>(work: (store: Store) => Promise<T>) => Promise<T>;

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Without a hash it takes as long and answers false, so that nobody learns whether there was one. */
  matches(hash: string | null | undefined, password: string): Promise<boolean>;
  /** Whether a hash cost something else than one that is made now. */
  isOutdated(hash: string): boolean;
  /** Among the most common ones; takes it in lower case. */
  isCommon(password: string): boolean;
}

export interface Secrets {
  newId(): string;
  /** A new unguessable token (256 bits, base64url). */
  newToken(): string;
  /** What is kept of a token. */
  hash(token: string): string;
}

export interface AccessTokens {
  /** `byPassword`: the token tells that a password was given for it, and when. */
  issue(account: Account, options: { byPassword: boolean }): Promise<{ accessToken: string; expiresIn: number }>;
}

export type Language = 'es' | 'en';

export interface Mail {
  /** Sends the way to a new password; nobody waits until it has arrived. */
  sendPasswordReset(message: { to: string; displayName: string; language: Language; token: string }): void;
}

export interface Ports {
  store: Store;
  inTransaction: InTransaction;
  /** Shared by all use cases that compare passwords. */
  attempts: AttemptsInHand;
  passwords: Passwords;
  secrets: Secrets;
  accessTokens: AccessTokens;
  mail: Mail;
  /** Begins work that no caller waits for; it is tried again when it fails. */
  later(name: string, job: () => Promise<void>): void;
  now: () => Date;
}
