/** Who calls, as the access token says. */
export interface Actor {
  accountId: string;
  kind: 'guest' | 'registered';
  /** When the token ends, in seconds since 1970. */
  expiresAt: number;
}

export interface TokenVerifier {
  /** The caller, or undefined when the token is not valid. Throws only when the issuer's keys cannot be fetched. */
  verify(token: string): Promise<Actor | undefined>;
  /** The caller of a token that was verified before and holds still; costs no signature and no waiting. */
  remembered(token: string): Actor | undefined;
  /** Refuses every token of this account until the given second (a deleted account's tokens have ended by then). */
  refuse(accountId: string, untilSeconds: number): void;
}
