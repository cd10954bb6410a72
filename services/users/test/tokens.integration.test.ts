import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getJwks, getMyAccount } from '@besteam/contracts/users';
import { type CryptoKey, decodeProtectedHeader, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SignedIn, startUsers, type UsersUnderTest } from './users-under-test.ts';

const ISSUER = 'https://besteam.example';
const AUDIENCE = 'besteam';

describe('access tokens', () => {
  let users: UsersUnderTest;
  let guest: SignedIn;
  let key: KeyObject;
  let kid: string;
  beforeAll(async () => {
    users = await startUsers('PGlite');
    guest = await users.guest();
    kid = decodeProtectedHeader(guest.token).kid ?? '';
    const file = await readFile(join(users.dataDir, 'users/signing-keys.json'), 'utf8');
    key = createPrivateKey(JSON.parse(file).keys[0].pem);
  });
  afterAll(() => users.close());

  interface Forgery {
    signedBy?: KeyObject | CryptoKey | Uint8Array;
    alg?: string;
    kid?: string;
    issuer?: string;
    audience?: string;
    subject?: string | undefined;
    kind?: unknown;
    expiresIn?: number;
    notBefore?: number;
  }

  /** A token as this service issues them, apart from what is said. */
  const forge = (forgery: Forgery = {}) => {
    const now = Math.floor(Date.now() / 1000);
    const token = new SignJWT({ kind: 'kind' in forgery ? forgery.kind : 'guest' })
      .setProtectedHeader({ alg: forgery.alg ?? 'EdDSA', kid: forgery.kid ?? kid })
      .setIssuer(forgery.issuer ?? ISSUER)
      .setAudience(forgery.audience ?? AUDIENCE)
      .setIssuedAt(now)
      .setNotBefore(now + (forgery.notBefore ?? 0))
      .setExpirationTime(now + (forgery.expiresIn ?? 600));
    if (!('subject' in forgery)) token.setSubject(guest.accountId);
    return token.sign(forgery.signedBy ?? key);
  };
  const statusWith = async (token: string) => (await getMyAccount({ client: users.clientOf(token) })).response?.status;

  test('are accepted when they are as they should be', async () => {
    expect(await statusWith(await forge())).toBe(200);
  });

  test.each<[string, Forgery]>([
    ['has expired', { expiresIn: -10 }],
    ['is for another audience', { audience: 'somebody-else' }],
    ['is from another issuer', { issuer: 'https://elsewhere.example' }],
    ['begins in the future', { notBefore: 60 }],
    ['names no account', { subject: undefined }],
    ['is of an unknown kind', { kind: 'admin' }],
    ['is of no kind', { kind: undefined }],
    ['names a key that is none', { kid: 'another' }],
  ])('are refused when one %s', async (_, forgery) => {
    expect(await statusWith(await forge(forgery))).toBe(401);
  });

  test('are honoured for 5 s by a clock that is ahead of ours', async () => {
    expect(await statusWith(await forge({ expiresIn: -3 }))).toBe(200);
    expect(await statusWith(await forge({ notBefore: 3 }))).toBe(200);
  });

  test('are refused when another key signed them under our key’s name', async () => {
    const { privateKey } = await generateKeyPair('EdDSA');
    expect(await statusWith(await forge({ signedBy: privateKey }))).toBe(401);
  });

  test('are refused without a signature (alg none)', async () => {
    const token = new UnsecuredJWT({ kind: 'registered' })
      .setSubject(guest.accountId)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setExpirationTime('10 min')
      .encode();
    expect(await statusWith(token)).toBe(401);
    expect(await statusWith(`${token}x`)).toBe(401);
  });

  test('are refused when the public key was used as a shared secret (key confusion)', async () => {
    const publicKey = createPublicKey(key);
    const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
    const x = publicKey.export({ format: 'jwk' }).x ?? '';
    for (const secret of [Buffer.from(pem), Buffer.from(x, 'base64url'), Buffer.from(x)]) {
      expect(await statusWith(await forge({ alg: 'HS256', signedBy: new Uint8Array(secret) }))).toBe(401);
    }
  });

  test('are refused when a byte of theirs was changed', async () => {
    const [header, payload, signature] = guest.token.split('.');
    const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString());
    const changed = Buffer.from(JSON.stringify({ ...claims, kind: 'registered' })).toString('base64url');
    expect(await statusWith(`${header}.${changed}.${signature}`)).toBe(401);
  });

  test.each(['', 'x', 'a.b', 'a.b.c.d', '..', `${'a'.repeat(5000)}.b.c`])(
    'are refused when they are “%.20s”',
    async (token) => {
      const response = await users.fetchAs()('/accounts/me', { headers: { authorization: `Bearer ${token}` } });
      expect(response.status).toBe(401);
    },
  );

  test('are signed by a key of the published set, which tells nothing private', async () => {
    const { data, response } = await getJwks({ client: users.clientOf() });
    expect(data?.keys).toEqual([{ kty: 'OKP', crv: 'Ed25519', x: expect.any(String), kid, alg: 'EdDSA', use: 'sig' }]);
    expect(response?.headers.get('cache-control')).toBe('public, max-age=300');
  });
});
