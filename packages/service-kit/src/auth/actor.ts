/** Who calls, as the access token says. */
export interface Actor {
  accountId: string;
  kind: 'guest' | 'registered';
  /** When the token ends, in seconds since 1970. */
  expiresAt: number;
  /** When the caller gave a password for this token (`auth_time`), in seconds since 1970; absent where none was given. */
  authTime?: number;
}

/** Whether an account is known to be no more. */
export type IsGone = (accountId: string) => Promise<boolean>;

export interface TokenVerifier {
  /**
   * The caller, or undefined when the token is not valid. Of a token that is not remembered it is asked whether its
   * account is gone: who has just started has missed what was refused before. Throws when that, or the issuer's keys,
   * cannot be had.
   */
  verify(token: string, isGone?: IsGone): Promise<Actor | undefined>;
  /** The caller of a token that was verified before and holds still; costs no signature and no waiting. */
  remembered(token: string): Actor | undefined;
  /** Refuses every token of this account until the given second (a deleted account's tokens have ended by then). */
  refuse(accountId: string, untilSeconds: number): void;
}
