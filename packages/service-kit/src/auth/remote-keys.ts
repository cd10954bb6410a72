import { createRemoteJWKSet, customFetch, type FetchImplementation, type JWTVerifyGetKey } from 'jose';

/**
 * The issuer's public keys, fetched from its JWKS document when first needed. They are believed for ten minutes; an
 * unknown key id makes them be fetched anew, at most twice a minute. A fetch may take 1.5 s.
 */
export function remoteKeys(url: string, fetch: FetchImplementation): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(url), {
    [customFetch]: fetch,
    timeoutDuration: 1500,
    cooldownDuration: 30_000,
    cacheMaxAge: 600_000,
  });
}
