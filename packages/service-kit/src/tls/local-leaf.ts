import { createPrivateKey, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import type { Authority } from './local-authority.ts';
import type { MachineNames } from './machine-names.ts';
import { type PemPair, readPemPair, replacePemFile } from './pem-files.ts';

const RENEW_BEFORE_MS = 30 * 24 * 3600 * 1000;

/** The server's own certificate and key: the one on disk while it serves, else a new one. */
export async function localLeaf(folder: string, authority: Authority, names: MachineNames, now: Date) {
  const file = join(folder, 'leaf.pem');
  const existing = await readPemPair(file);
  if (existing && serves(existing, authority, names, now)) return existing;
  const { issueLeaf } = await import('./issue.ts');
  const leaf = await issueLeaf(authority, names, now);
  await replacePemFile(file, `${leaf.key}\n${leaf.cert}\n`, 0o600);
  return leaf;
}

function serves(pair: PemPair, authority: Authority, names: MachineNames, now: Date): boolean {
  const leaf = new X509Certificate(pair.cert);
  const issuer = new X509Certificate(authority.cert);
  return (
    leaf.validToDate.getTime() - now.getTime() >= RENEW_BEFORE_MS &&
    leaf.verify(issuer.publicKey) &&
    leaf.checkPrivateKey(createPrivateKey(pair.key)) &&
    names.hosts.every((host) => leaf.checkHost(host) !== undefined) &&
    names.addresses.every((address) => leaf.checkIP(address) !== undefined)
  );
}
