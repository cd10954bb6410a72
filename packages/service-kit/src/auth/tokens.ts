import { hash } from 'node:crypto';
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Actor, TokenVerifier } from './actor.ts';
import { verifiedTokens } from './verified-tokens.ts';

export { remoteKeys } from './remote-keys.ts';

const CLOCK_TOLERANCE_S = 5;
/** Ours have about 400 characters; longer ones are not worth a signature's time. */
const LONGEST_TOKEN = 4096;

export interface TokenVerifierOptions {
  keys: JWTVerifyGetKey;
  issuer: string;
  audience: string;
  /** How many verified tokens are remembered at most. Default 10 000, about 3 MB. */
  maxCached?: number;
}

/** The issuer's public keys cannot be fetched: nobody can be told from a stranger now. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

/**
 * Checks access tokens: EdDSA only, `iss`, `aud`, `exp` and `nbf` (clocks may differ by 5 s), `sub` the account and
 * `kind` guest or registered. A verified token is remembered by its hash until it expires, because verifying one
 * costs more than most requests. Throws KeysUnavailable when the keys cannot be had.
 */
export function createTokenVerifier({
  keys,
  issuer,
  audience,
  maxCached = 10_000,
}: TokenVerifierOptions): TokenVerifier {
  const verified = verifiedTokens(maxCached);
  const refusedUntil = new Map<string, number>();

  const welcome = (actor: Actor | undefined): Actor | undefined =>
    actor === undefined || (refusedUntil.get(actor.accountId) ?? 0) > nowSeconds() ? undefined : actor;

  const verifySignature = async (token: string): Promise<Actor | undefined> => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ['EdDSA'],
        issuer,
        audience,
        requiredClaims: ['sub', 'exp'],
        clockTolerance: CLOCK_TOLERANCE_S,
      });
      return toActor(payload);
    } catch (error) {
      if (isTokensFault(error)) return undefined;
      throw new KeysUnavailable('The keys that verify access tokens cannot be fetched', { cause: error });
    }
  };

  return {
    remembered: (token) => welcome(verified.find(fingerprint(token), nowSeconds())),
    async verify(token, isGone = async () => false) {
      if (token.length > LONGEST_TOKEN) return undefined;
      const known = verified.find(fingerprint(token), nowSeconds());
      if (known !== undefined) return welcome(known);
      const actor = await verifySignature(token);
      if (actor !== undefined && (await isGone(actor.accountId))) return undefined;
      if (actor !== undefined) verified.keep(fingerprint(token), actor, nowSeconds());
      return welcome(actor);
    },
    refuse(accountId, untilSeconds) {
      for (const [id, until] of refusedUntil) if (until <= nowSeconds()) refusedUntil.delete(id);
      refusedUntil.set(accountId, untilSeconds);
    },
  };
}

function fingerprint(token: string): string {
  return hash('sha256', token, 'base64url');
}

function toActor({ sub, exp, kind, auth_time: authTime }: JWTPayload): Actor | undefined {
  if (!sub || exp === undefined || (kind !== 'guest' && kind !== 'registered')) return undefined;
  return { accountId: sub, kind, expiresAt: exp, ...(typeof authTime === 'number' && { authTime }) };
}

function isTokensFault(error: unknown): boolean {
  return (
    error instanceof errors.JOSEError &&
    !(error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) &&
    error.code !== 'ERR_JOSE_GENERIC'
  );
}

function nowSeconds(): number {
  return Date.now() / 1000;
}
