import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { newId } from '../ids.ts';

/** A certificate with its private key (PKCS #8), both PEM. */
export interface PemPair {
  cert: string;
  key: string;
}

/** Writes the file whole or not at all, replacing what was there. */
export async function replacePemFile(file: string, pem: string, mode: number): Promise<void> {
  await rename(await writeAside(file, pem, mode), file);
}

/** Writes a secret file unless it exists; answers whether it was written. Of several processes one succeeds. */
export async function createPemFile(file: string, pem: string): Promise<boolean> {
  const aside = await writeAside(file, pem, 0o600);
  try {
    await link(aside, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

/** The key and the certificate of a file that holds both; undefined when it is not there or holds something else. */
export async function readPemPair(file: string): Promise<PemPair | undefined> {
  const pem = await readFile(file, 'utf8').catch(() => '');
  const cert = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/.exec(pem)?.[0];
  const key = /-----BEGIN PRIVATE KEY-----[\s\S]+?-----END PRIVATE KEY-----/.exec(pem)?.[0];
  return cert && key ? { cert, key } : undefined;
}

async function writeAside(file: string, pem: string, mode: number): Promise<string> {
  const aside = `${file}.${newId()}`;
  const handle = await open(aside, 'wx', mode);
  try {
    await handle.writeFile(pem);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return aside;
}
