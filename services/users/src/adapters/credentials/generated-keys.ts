import { generateKeyPairSync } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { newId } from '@besteam/service-kit';
import { honouredKeys, nextKeySignsFrom, signingKey } from '../../domain/signing-key-schedule.ts';
import { type KeyRing, publicJwk, type SigningKey, signingKeyOf } from './key-ring.ts';

type KeptKey = SigningKey & { signsFrom: Date; pem: string };

/**
 * Keys made here and kept in `file` (0600). A new one joins when the newest is 90 days old, is published for a while
 * before it signs, and the old one goes when its last token has expired. For one process: several must share a
 * mounted file instead.
 */
export async function generatedKeys(file: string, now: () => Date): Promise<KeyRing> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  let keys = await readKeys(file);
  const ring: KeyRing = {
    signing() {
      const key = signingKey(keys, now()) ?? keys[0];
      if (!key) throw new Error(`${file} holds no key`);
      return key;
    },
    published: () => honouredKeys(keys, now()).map(publicJwk),
    async refresh() {
      const honoured = honouredKeys(keys, now());
      const signsFrom = nextKeySignsFrom(keys, now());
      if (signsFrom) honoured.push(await newKey(signsFrom));
      else if (honoured.length === keys.length) return;
      await writeKeys(file, honoured, keys.length === 0);
      keys = keys.length === 0 ? await readKeys(file) : honoured;
    },
  };
  await ring.refresh();
  return ring;
}

async function newKey(signsFrom: Date): Promise<KeptKey> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  return { ...(await signingKeyOf(pem)), signsFrom, pem };
}

interface KeyFile {
  keys: { signsFrom: string; pem: string }[];
}

async function readKeys(file: string): Promise<KeptKey[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return [];
  const { keys } = JSON.parse(text) as KeyFile;
  return Promise.all(
    keys.map(async ({ signsFrom, pem }) => ({ ...(await signingKeyOf(pem)), signsFrom: new Date(signsFrom), pem })),
  );
}

/** Whole or not at all; the first file of all is made by one process only, whose key the others then read. */
async function writeKeys(file: string, keys: KeptKey[], first: boolean): Promise<void> {
  const aside = `${file}.${newId()}`;
  const handle = await open(aside, 'w', 0o600);
  try {
    const kept: KeyFile = { keys: keys.map(({ signsFrom, pem }) => ({ signsFrom: signsFrom.toISOString(), pem })) };
    await handle.writeFile(`${JSON.stringify(kept, undefined, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (!first) return rename(aside, file);
  await link(aside, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(aside);
}
