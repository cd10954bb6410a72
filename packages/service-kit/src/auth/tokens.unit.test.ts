import { createHmac } from 'node:crypto';
import {
  createLocalJWKSet,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { remoteKeys } from './remote-keys.ts';
import { createTokenVerifier } from './tokens.ts';

const issuer = 'https://besteam.test/api/users/v1';
const audience = 'besteam';
const now = () => Math.floor(Date.now() / 1000);

const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'EdDSA', use: 'sig' }] };
const localKeys = createLocalJWKSet(jwks);

const claims = (): JWTPayload => ({
  iss: issuer,
  aud: audience,
  sub: 'account-1',
  kind: 'registered',
  iat: now(),
  exp: now() + 600,
});
const sign = (change: JWTPayload = {}, key = privateKey) =>
  new SignJWT({ ...claims(), ...change }).setProtectedHeader({ alg: 'EdDSA', kid: 'one' }).sign(key);
const verifier = (options: { keys?: typeof localKeys; maxCached?: number } = {}) =>
  createTokenVerifier({ keys: localKeys, issuer, audience, ...options });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});
const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

describe('an access token', () => {
  it('tells who calls', async () => {
    expect(await verifier().verify(await sign())).toEqual({
      accountId: 'account-1',
      kind: 'registered',
      expiresAt: now() + 600,
    });
    expect(await verifier().verify(await sign({ kind: 'guest' }))).toMatchObject({ kind: 'guest' });
  });

  it('tells when a password was given for it, and nothing that is no time', async () => {
    expect(await verifier().verify(await sign({ auth_time: 1_700_000_000 }))).toMatchObject({
      authTime: 1_700_000_000,
    });
    expect(await verifier().verify(await sign({ auth_time: 'now' }))).not.toHaveProperty('authTime');
  });

  it.each<[string, JWTPayload]>([
    ['that has expired', { exp: now() - 6 }],
    ['that is for another audience', { aud: 'elsewhere' }],
    ['of another issuer', { iss: 'https://evil.test' }],
    ['that is not valid yet', { nbf: now() + 60 }],
    ['without expiry', { exp: undefined }],
    ['without audience', { aud: undefined }],
    ['without issuer', { iss: undefined }],
    ['without account', { sub: undefined }],
    ['with an empty account', { sub: '' }],
    ['of an unknown kind', { kind: 'admin' }],
  ])('%s is refused', async (_, change) => {
    expect(await verifier().verify(await sign(change))).toBeUndefined();
  });

  it('that expired within the clocks’ difference is accepted', async () => {
    expect(await verifier().verify(await sign({ exp: now() - 3 }))).toMatchObject({ accountId: 'account-1' });
  });

  it('without a signature (alg none) is refused', async () => {
    expect(await verifier().verify(new UnsecuredJWT(claims()).encode())).toBeUndefined();
  });

  it('signed with the public key as an HMAC secret (alg HS256) is refused', async () => {
    const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const body = `${encode({ alg: 'HS256', kid: 'one' })}.${encode(claims())}`;
    for (const secret of [await exportSPKI(publicKey), String((await exportJWK(publicKey)).x)]) {
      const forged = `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
      expect(await verifier().verify(forged)).toBeUndefined();
    }
  });

  it('signed by somebody else is refused', async () => {
    const stranger = await generateKeyPair('EdDSA');
    expect(await verifier().verify(await sign({}, stranger.privateKey))).toBeUndefined();
  });

  it('whose payload was changed is refused', async () => {
    const [header, , signature] = (await sign()).split('.');
    const payload = Buffer.from(JSON.stringify({ ...claims(), sub: 'account-2' })).toString('base64url');
    expect(await verifier().verify(`${header}.${payload}.${signature}`)).toBeUndefined();
  });

  it.each(['', 'token', 'a.b.c', '..', `${'x'.repeat(5000)}.y.z`])('that is no token (%#) is refused', async (text) => {
    expect(await verifier().verify(text)).toBeUndefined();
  });

  it('of a refused account is refused, also when it was verified before, until the given second', async () => {
    const tokens = verifier();
    const token = await sign();
    expect(await tokens.verify(token)).toBeDefined();
    tokens.refuse('account-1', now() + 60);
    expect(await tokens.verify(token)).toBeUndefined();
    expect(await tokens.verify(await sign({ sub: 'account-2' }))).toBeDefined();
    later(61);
    expect(await tokens.verify(token)).toBeDefined();
  });
});

describe('whether the account is gone', () => {
  it('is asked of a token that is seen for the first time, and never again', async () => {
    const tokens = verifier();
    const isGone = vi.fn(async () => false);
    const token = await sign();
    for (let n = 0; n < 2; n += 1) expect(await tokens.verify(token, isGone)).toBeDefined();
    expect(isGone.mock.calls).toEqual([['account-1']]);
  });

  it('keeps its token out, which is not remembered', async () => {
    const tokens = verifier();
    const token = await sign();
    expect(await tokens.verify(token, async () => true)).toBeUndefined();
    expect(tokens.remembered(token)).toBeUndefined();
  });

  it('lets nobody in while it cannot be told', async () => {
    const tokens = verifier();
    const token = await sign();
    const unknown = async () => Promise.reject(new Error('the store is away'));
    await expect(tokens.verify(token, unknown)).rejects.toThrow('the store is away');
    expect(tokens.remembered(token)).toBeUndefined();
  });
});

describe('the memory of verified tokens', () => {
  const counting = () => {
    const calls = { count: 0 };
    const keys: typeof localKeys = Object.assign(
      (...args: Parameters<typeof localKeys>) => {
        calls.count += 1;
        return localKeys(...args);
      },
      { jwks: localKeys.jwks },
    );
    return { keys, calls };
  };

  it('spares the second verification', async () => {
    const { keys, calls } = counting();
    const tokens = verifier({ keys });
    const token = await sign();
    await tokens.verify(token);
    await tokens.verify(token);
    expect(calls.count).toBe(1);
  });

  it('never outlives the token', async () => {
    const { keys, calls } = counting();
    const tokens = verifier({ keys });
    const token = await sign();
    await tokens.verify(token);
    later(600);
    await tokens.verify(token);
    expect(calls.count).toBe(2);
    later(6);
    expect(await tokens.verify(token)).toBeUndefined();
  });

  it('remembers no refusal', async () => {
    const tokens = verifier();
    const early = await sign({ nbf: now() + 60 });
    expect(await tokens.verify(early)).toBeUndefined();
    later(61);
    expect(await tokens.verify(early)).toBeDefined();
  });

  it('tells at once who sent it, as long as it holds', async () => {
    const tokens = verifier();
    const token = await sign();
    expect(tokens.remembered(token)).toBeUndefined();
    await tokens.verify(token);
    expect(tokens.remembered(token)).toMatchObject({ accountId: 'account-1' });
    tokens.refuse('account-1', now() + 60);
    expect(tokens.remembered(token)).toBeUndefined();
    later(61);
    expect(tokens.remembered(token)).toMatchObject({ accountId: 'account-1' });
    later(600);
    expect(tokens.remembered(token)).toBeUndefined();
  });

  it('is bounded: the token verified first goes first', async () => {
    const { keys, calls } = counting();
    const tokens = verifier({ keys, maxCached: 2 });
    const [a, b, c] = [await sign({ sub: 'a' }), await sign({ sub: 'b' }), await sign({ sub: 'c' })];
    for (const token of [a, b, a, c, b, c]) await tokens.verify(token);
    expect(calls.count).toBe(3);
    await tokens.verify(a);
    expect(calls.count).toBe(4);
  });
});

describe('keys from the issuer', () => {
  const url = `${issuer}/.well-known/jwks.json`;

  it('are fetched once and kept', async () => {
    const fetch = vi.fn(async () => Response.json(jwks));
    const tokens = createTokenVerifier({ keys: remoteKeys(url, fetch), issuer, audience });
    expect(await tokens.verify(await sign())).toBeDefined();
    expect(await tokens.verify(await sign({ sub: 'account-2' }))).toBeDefined();
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('are not fetched again for every unknown key id', async () => {
    const fetch = vi.fn(async () => Response.json(jwks));
    const tokens = createTokenVerifier({ keys: remoteKeys(url, fetch), issuer, audience });
    await tokens.verify(await sign());
    const unknown = new SignJWT(claims()).setProtectedHeader({ alg: 'EdDSA', kid: 'unknown' }).sign(privateKey);
    for (let i = 0; i < 5; i += 1) expect(await tokens.verify(await unknown)).toBeUndefined();
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['the issuer cannot be reached', () => Promise.reject(new TypeError('fetch failed'))],
    ['the issuer answers 503', () => Promise.resolve(new Response('', { status: 503 }))],
    ['the issuer answers nonsense', () => Promise.resolve(Response.json({ hello: 'world' }))],
  ])('are said to be unavailable when %s, and fetched again afterwards', async (_, failure) => {
    const fetch = vi.fn(async () => Response.json(jwks)).mockImplementationOnce(failure);
    const tokens = createTokenVerifier({ keys: remoteKeys(url, fetch), issuer, audience });
    const token = await sign();
    await expect(tokens.verify(token)).rejects.toThrow('cannot be fetched');
    expect(await tokens.verify(token)).toBeDefined();
  });
});
