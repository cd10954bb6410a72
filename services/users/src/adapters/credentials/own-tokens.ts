import { createTokenVerifier, type TokenVerifier } from '@besteam/service-kit';
import { createLocalJWKSet } from 'jose';
import type { KeyRing } from './key-ring.ts';

/** Verifies this service's own tokens by its own keys: it need not ask itself over the network. */
export function createOwnTokenVerifier(ring: KeyRing, options: { issuer: string; audience: string }): TokenVerifier {
  let published = '';
  let keySet = createLocalJWKSet({ keys: [] });
  return createTokenVerifier({
    ...options,
    keys: (header, token) => {
      const keys = ring.published();
      const kids = keys.map(({ kid }) => kid).join();
      if (kids !== published) keySet = createLocalJWKSet({ keys });
      published = kids;
      return keySet(header, token);
    },
  });
}
