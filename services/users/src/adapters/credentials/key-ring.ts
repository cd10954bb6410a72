import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';

/** An Ed25519 key that signs access tokens. */
export interface SigningKey {
  /** The key's RFC 7638 thumbprint. */
  kid: string;
  privateKey: KeyObject;
}

export interface PublicJwk {
  kty: 'OKP';
  crv: 'Ed25519';
  x: string;
  kid: string;
  alg: 'EdDSA';
  use: 'sig';
}

/** The keys of this moment: what signs, and what verifiers are told. */
export interface KeyRing {
  signing(): SigningKey;
  published(): PublicJwk[];
  /** Looks whether it is time for another key, or whether the mounted file has changed. */
  refresh(): Promise<void>;
}

/** Throws when the text is no Ed25519 private key in PEM (PKCS #8). */
export async function signingKeyOf(pem: string): Promise<SigningKey> {
  const privateKey = createPrivateKey(pem);
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('A signing key must be an Ed25519 key');
  const { x } = publicPart(privateKey);
  return { kid: await calculateJwkThumbprint({ kty: 'OKP', crv: 'Ed25519', x }), privateKey };
}

export function publicJwk({ kid, privateKey }: SigningKey): PublicJwk {
  return { kty: 'OKP', crv: 'Ed25519', x: publicPart(privateKey).x, kid, alg: 'EdDSA', use: 'sig' };
}

function publicPart(privateKey: KeyObject): { x: string } {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (x === undefined) throw new Error('An Ed25519 key has an x');
  return { x };
}
