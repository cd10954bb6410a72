import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, squadOf } from '../../standalone/test/people.ts';
import { startTarget, type Target } from './target.ts';

let target: Target;
let owner: Person;
/** What is for signed-in callers alone, at each service. */
let doors: Record<'users' | 'players' | 'matches', string>;
let key: KeyObject;
let kid: string;
beforeAll(async () => {
  target = await startTarget();
  owner = await target.people.owner();
  const squad = await squadOf(owner, 2);
  doors = {
    users: '/api/users/v1/accounts/me',
    players: `/api/players/v1/squads/${squad.id}`,
    matches: `/api/matches/v1/squads/${squad.id}/ballot`,
  };
  const [signing] = JSON.parse(await readFile(join(target.dataDir, 'users/signing-keys.json'), 'utf8')).keys;
  key = createPrivateKey(signing.pem);
  const { fetch, origin } = target.program;
  const jwks = (await (await fetch(`${origin}/api/users/v1/.well-known/jwks.json`)).json()) as {
    keys: { kid: string }[];
  };
  kid = jwks.keys[0]?.kid ?? '';
});
afterAll(() => target.remove());

const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
const nowSeconds = () => Math.floor(Date.now() / 1000);
const strangers = generateKeyPairSync('ed25519');

interface Forgery {
  header?: object;
  claims?: object;
  signer?: (content: string) => Buffer;
}

/** As the users service makes them, apart from what is said; `undefined` leaves out. */
function forged({ header = {}, claims = {}, signer = (content) => sign(null, Buffer.from(content), key) }: Forgery) {
  const now = nowSeconds();
  const usual = { iss: 'https://besteam.example', aud: 'besteam', sub: owner.accountId, kind: 'registered' };
  const content = `${encode({ alg: 'EdDSA', kid, ...header })}.${encode({ ...usual, iat: now, exp: now + 600, ...claims })}`;
  return `${content}.${signer(content).toString('base64url')}`;
}

async function statusesWith(headers: Record<string, string>, query = ''): Promise<number[]> {
  const { origin, fetch } = target.program;
  return Promise.all(
    Object.values(doors).map(async (door) => (await fetch(origin + door + query, { headers })).status),
  );
}
const atEveryDoor = (token: string) => statusesWith({ authorization: `Bearer ${token}` });
const REFUSED = [401, 401, 401];

test('a token as it should be opens every service', async () => {
  expect(await atEveryDoor(forged({}))).toEqual([200, 200, 200]);
});

describe('no service believes', () => {
  const hmac = (secret: string | Buffer) => (content: string) => createHmac('sha256', secret).update(content).digest();
  const publicPem = () => createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString();
  const publicX = () => createPublicKey(key).export({ format: 'jwk' }).x ?? '';
  const byStranger = (content: string) => sign(null, Buffer.from(content), strangers.privateKey);
  const strangersJwk = strangers.publicKey.export({ format: 'jwk' });
  const unsigned = () => Buffer.alloc(0);

  test.each<[string, () => Forgery]>([
    ['no signature (alg none)', () => ({ header: { alg: 'none' }, signer: unsigned })],
    ['no signature (alg None)', () => ({ header: { alg: 'None' }, signer: unsigned })],
    ['no signature under EdDSA', () => ({ signer: unsigned })],
    ['a signature of zeros', () => ({ signer: () => Buffer.alloc(64) })],
    ['alg none over a true signature', () => ({ header: { alg: 'none' } })],
    ['the public key as PEM for a shared secret', () => ({ header: { alg: 'HS256' }, signer: hmac(publicPem()) })],
    ['its bytes', () => ({ header: { alg: 'HS256' }, signer: hmac(Buffer.from(publicX(), 'base64url')) })],
    ['its letters', () => ({ header: { alg: 'HS256' }, signer: hmac(publicX()) })],
    ['a stranger’s key under our name', () => ({ signer: byStranger })],
    ['a key brought along (jwk)', () => ({ header: { jwk: strangersJwk }, signer: byStranger })],
    ['a key brought along without kid', () => ({ header: { kid: undefined, jwk: strangersJwk }, signer: byStranger })],
    ['an address of keys (jku)', () => ({ header: { jku: 'https://evil.example/jwks.json' }, signer: byStranger })],
    ['an address of certificates (x5u)', () => ({ header: { x5u: 'https://evil.example/x' }, signer: byStranger })],
    ['an unknown kid', () => ({ header: { kid: 'another' } })],
    ['a kid that is a path', () => ({ header: { kid: '../../../../../../dev/null' }, signer: hmac('') })],
    ['a kid that is a path, by HMAC', () => ({ header: { alg: 'HS256', kid: '/dev/null' }, signer: hmac('') })],
    ['a kid that is an address', () => ({ header: { kid: 'https://evil.example/key' }, signer: byStranger })],
    ['a kid that is a query', () => ({ header: { kid: "x' UNION SELECT 'key" }, signer: byStranger })],
    ['a kid that is no text', () => ({ header: { kid: { toString: 1 } } })],
    ['a kid of many letters', () => ({ header: { kid: 'k'.repeat(3000) } })],
    ['an extension it does not know (crit)', () => ({ header: { crit: ['b64'], b64: false } })],
    ['another issuer', () => ({ claims: { iss: 'https://evil.example' } })],
    ['an issuer that begins like ours', () => ({ claims: { iss: 'https://besteam.example.evil.example' } })],
    ['no issuer', () => ({ claims: { iss: undefined } })],
    ['another audience', () => ({ claims: { aud: 'elsewhere' } })],
    ['no audience', () => ({ claims: { aud: undefined } })],
    ['nobody', () => ({ claims: { sub: undefined } })],
    ['an unknown kind', () => ({ claims: { kind: 'admin' } })],
    ['what has expired', () => ({ claims: { exp: nowSeconds() - 6 } })],
    ['what never expires', () => ({ claims: { exp: undefined } })],
    ['an expiry that is a word', () => ({ claims: { exp: '9999999999' } })],
    ['what is not valid yet', () => ({ claims: { nbf: nowSeconds() + 60 } })],
  ])('%s', async (_, forgery) => {
    expect(await atEveryDoor(forged(forgery()))).toEqual(REFUSED);
  });

  test('a token of which any part was altered', async () => {
    const [header = '', payload = '', signature = ''] = forged({}).split('.');
    const other = encode({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), sub: 'somebody-else' });
    const flipped = Buffer.from(signature, 'base64url');
    flipped[0] = (flipped[0] ?? 0) ^ 1;
    const altered = [
      `${header}.${other}.${signature}`,
      `${header}.${payload}.${flipped.toString('base64url')}`,
      `${encode({ alg: 'EdDSA', kid, x: 1 })}.${payload}.${signature}`,
      `${header}.${payload}.${signature}.${signature}`,
      `${header}.${payload}`,
      `${header}.${payload}.${signature}=`,
      `${header}..${signature}`,
    ];
    for (const token of altered) expect(await atEveryDoor(token), token).toEqual(REFUSED);
  });

  test('a true token anywhere but in its header', async () => {
    const token = forged({});
    expect(await statusesWith({}, `?access_token=${token}`)).toEqual(REFUSED);
    expect(await statusesWith({ cookie: `access_token=${token}; authorization=Bearer ${token}` })).toEqual(REFUSED);
    expect(await statusesWith({ authorization: `Basic ${token}` })).toEqual(REFUSED);
    expect(await statusesWith({ authorization: token })).toEqual(REFUSED);
  });
});

test('a refused token stays refused while the true one is remembered, and the other way round', async () => {
  const token = forged({ claims: { jti: 'once' } });
  expect(await atEveryDoor(token)).toEqual([200, 200, 200]);
  expect(await atEveryDoor(`${token.slice(0, -4)}AAAA`)).toEqual(REFUSED);
  expect(await atEveryDoor(token)).toEqual([200, 200, 200]);
});
