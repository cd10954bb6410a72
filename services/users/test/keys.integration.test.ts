import { generateKeyPairSync } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getJwks, getMyAccount } from '@besteam/contracts/users';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccessTokens } from '../src/adapters/credentials/access-tokens.ts';
import { generatedKeys } from '../src/adapters/credentials/generated-keys.ts';
import type { KeyRing } from '../src/adapters/credentials/key-ring.ts';
import { mountedKeys } from '../src/adapters/credentials/mounted-keys.ts';
import { createOwnTokenVerifier } from '../src/adapters/credentials/own-tokens.ts';
import { newGuest } from '../src/domain/account.ts';
import { startUsers } from './users-under-test.ts';

const MINUTE_MS = 60_000;
const NO_PASSWORD = { byPassword: false };
const DAY_MS = 86_400_000;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

const kids = (ring: KeyRing) => ring.published().map(({ kid }) => kid);

describe('keys made by the service', () => {
  test('are made once, readable by their owner alone, and found again', async () => {
    const file = join(folder.path, 'once/keys.json');
    const now = () => new Date();
    const first = await generatedKeys(file, now);
    const again = await generatedKeys(file, now);
    expect(again.signing().kid).toBe(first.signing().kid);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('are the same for two processes that start at once', async () => {
    const file = join(folder.path, 'race/keys.json');
    const rings = await Promise.all(Array.from({ length: 4 }, () => generatedKeys(file, () => new Date())));
    expect(new Set(rings.map((ring) => ring.signing().kid)).size).toBe(1);
  });

  test('rotate after 90 days: published first, signing later, honoured until the last token has expired', async () => {
    const file = join(folder.path, 'rotation/keys.json');
    let at = Date.now();
    const ring = await generatedKeys(file, () => new Date(at));
    const old = ring.signing().kid;

    at += 89 * DAY_MS;
    await ring.refresh();
    expect(kids(ring)).toEqual([old]);

    at += DAY_MS;
    await ring.refresh();
    const [, next = ''] = kids(ring);
    expect(kids(ring)).toEqual([old, next]);
    expect(ring.signing().kid).toBe(old);

    at += 15 * MINUTE_MS;
    expect(ring.signing().kid).toBe(next);
    expect(kids(ring)).toEqual([old, next]);

    at += 12 * MINUTE_MS;
    await ring.refresh();
    expect(kids(ring)).toEqual([next]);
    expect(await readFile(file, 'utf8')).not.toContain(old);
    expect((await generatedKeys(file, () => new Date(at))).signing().kid).toBe(next);
  });
});

describe('keys from a mounted file', () => {
  const pem = () => generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();

  test('sign with the first, publish all, and are read anew when the file changes', async () => {
    const file = join(folder.path, 'mounted.pem');
    const [old, next] = [pem(), pem()];
    await writeFile(file, old);
    const ring = await mountedKeys(file);
    const verifier = createOwnTokenVerifier(ring, { issuer: 'i', audience: 'a' });
    const tokens = createAccessTokens(ring, { issuer: 'i', audience: 'a', now: () => new Date() });
    const { accessToken } = await tokens.issue(newGuest('g'.repeat(22), ''), NO_PASSWORD);
    const [oldKid = ''] = kids(ring);

    await writeFile(file, old + next);
    await ring.refresh();
    expect(kids(ring)).toHaveLength(2);
    expect(ring.signing().kid).toBe(oldKid);

    await writeFile(file, next + old);
    await ring.refresh();
    expect(ring.signing().kid).not.toBe(oldKid);
    expect(await verifier.verify(accessToken)).toMatchObject({ accountId: 'g'.repeat(22) });
    expect(
      await verifier.verify((await tokens.issue(newGuest('h'.repeat(22), ''), NO_PASSWORD)).accessToken),
    ).toBeDefined();
  });

  test('no longer honour the tokens of a key that was dropped', async () => {
    const file = join(folder.path, 'dropped.pem');
    await writeFile(file, pem());
    const ring = await mountedKeys(file);
    const tokens = createAccessTokens(ring, { issuer: 'i', audience: 'a', now: () => new Date() });
    const { accessToken } = await tokens.issue(newGuest('g'.repeat(22), ''), NO_PASSWORD);
    await writeFile(file, pem());
    await ring.refresh();
    const verifier = createOwnTokenVerifier(ring, { issuer: 'i', audience: 'a' });
    expect(await verifier.verify(accessToken)).toBeUndefined();
  });

  test('are refused when the file holds none, or one of another kind', async () => {
    const file = join(folder.path, 'wrong.pem');
    await writeFile(file, 'nothing');
    await expect(mountedKeys(file)).rejects.toThrow('holds no private key');
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    await writeFile(file, rsa.export({ format: 'pem', type: 'pkcs8' }).toString());
    await expect(mountedKeys(file)).rejects.toThrow('Ed25519');
  });

  test('sign what the service issues', async () => {
    const file = join(folder.path, 'service.pem');
    await writeFile(file, pem() + pem());
    const users = await startUsers('PGlite', { settings: { SIGNING_KEYS_FILE: file } });
    const { token } = await users.guest();
    const { data } = await getJwks({ client: users.clientOf() });
    expect(data?.keys.map(({ kid }) => kid)[0]).toBe(decodeProtectedHeader(token).kid);
    expect((await getMyAccount({ client: users.clientOf(token) })).response?.status).toBe(200);
    await users.close();
  });
});
