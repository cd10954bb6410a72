import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Actor, TokenVerifier } from '../auth/actor.ts';
import { createTokenVerifier } from '../auth/tokens.ts';
import { newId } from '../ids.ts';

export interface MintedAccount {
  accountId: string;
  kind: Actor['kind'];
  token: string;
}

/** Issues access tokens as the users service does, with a key of its own, and the verifier that accepts them. */
export interface TokenMint {
  tokens: TokenVerifier;
  account(kind: Actor['kind'], options?: { accountId?: string; lifetimeSeconds?: number }): Promise<MintedAccount>;
}

/** A mint for one test system. */
export async function createTokenMint(issuer: string, audience: string): Promise<TokenMint> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'test', alg: 'EdDSA', use: 'sig' };
  const tokens = createTokenVerifier({ keys: createLocalJWKSet({ keys: [jwk] }), issuer, audience });
  return {
    tokens,
    async account(kind, { accountId = newId(), lifetimeSeconds = 600 } = {}) {
      const token = await new SignJWT({ kind })
        .setProtectedHeader({ alg: 'EdDSA', kid: 'test' })
        .setSubject(accountId)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + lifetimeSeconds)
        .sign(privateKey);
      return { accountId, kind, token };
    },
  };
}
