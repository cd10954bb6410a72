import { createTokenVerifier } from '@besteam/service-kit';
import { createLocalJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { type Comparison, repeat, sideBySide } from './side-by-side.ts';

const MEASURE_MS = 2000;
const issuer = 'https://besteam.example';
const audience = 'besteam';

/** Tokens verified a second: a token seen before, and one never seen, against the bare signature check. */
export async function measureVerification(): Promise<string[]> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA');
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'EdDSA', use: 'sig' }] });
  const token = await new SignJWT({ kind: 'guest' })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
    .setSubject('a'.repeat(22))
    .setIssuer(issuer)
    .setAudience(audience)
    .setExpirationTime('1 h')
    .sign(privateKey);
  const remembering = createTokenVerifier({ keys, issuer, audience });
  const forgetful = createTokenVerifier({ keys, issuer, audience, maxCached: 0 });
  const options = { algorithms: ['EdDSA'], issuer, audience };
  const bare = { work: (ms: number) => repeat(1, ms, () => jwtVerify(token, keys, options)) };
  const measured = async (verifier: typeof remembering) =>
    sideBySide({ work: (ms) => repeat(1, ms, () => verifier.verify(token)) }, bare, MEASURE_MS);
  const row = (what: string, { one, other, ratio }: Comparison) =>
    `| ${what} | ${Math.round(one)}/s | jose's signature check, ${Math.round(other)}/s | ${ratio.toFixed(2)} | – |`;
  return [
    row('verify a token seen before', await measured(remembering)),
    row('verify a new token', await measured(forgetful)),
  ];
}
