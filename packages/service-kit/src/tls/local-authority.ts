import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createPemFile, type PemPair, readPemPair, replacePemFile } from './pem-files.ts';

/** The certificate authority of this installation: it signs the leaf, and people may teach their devices to trust it. */
export interface Authority extends PemPair {
  /** The certificate alone, to give away. */
  caFile: string;
}

/** Finds or founds the authority. The secret file holds key and certificate, so that the two cannot come apart in a crash. */
export async function localAuthority(folder: string, now: Date): Promise<Authority> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const secretFile = join(folder, 'ca-key.pem');
  const caFile = join(folder, 'ca.pem');
  const pair = usable(await readPemPair(secretFile), now) ?? (await found(secretFile, now));
  await replacePemFile(caFile, pair.cert, 0o644);
  return { ...pair, caFile };
}

async function found(secretFile: string, now: Date) {
  const { issueAuthority } = await import('./issue.ts');
  const pair = await issueAuthority(now);
  await replaceOrYield(secretFile, `${pair.key}\n${pair.cert}\n`, now);
  return (await readPemPair(secretFile)) ?? pair;
}

/** Services that start together on one folder must end with one authority: the first to create the file wins. */
async function replaceOrYield(file: string, pem: string, now: Date): Promise<void> {
  if (await createPemFile(file, pem)) return;
  if (usable(await readPemPair(file), now) === undefined) await replacePemFile(file, pem, 0o600);
}

function usable(pair: PemPair | undefined, now: Date) {
  if (pair === undefined) return undefined;
  const certificate = new X509Certificate(pair.cert);
  const lasts = certificate.validToDate > now;
  return lasts && certificate.checkPrivateKey(createPrivateKey(pair.key)) ? pair : undefined;
}
