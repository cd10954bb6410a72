import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getCACertificates } from 'node:tls';
import { ConfigError } from '../config/read-config.ts';
import { localAuthority } from './local-authority.ts';
import { localLeaf } from './local-leaf.ts';
import { type MachineNames, machineNames } from './machine-names.ts';

/** What a server shows and what a client trusts, all PEM. */
export interface Tls {
  cert: string;
  key: string;
  /** The authorities to trust in calls to other services. */
  ca: string;
  /** Where `ca` can be fetched by people; absent when the machine's own authorities are trusted. */
  caFile?: string;
  /** true: the certificate is our own, and browsers must be taught to trust `caFile`. */
  generated: boolean;
}

export interface TlsOptions {
  dataDir: string;
  certFile?: string | undefined;
  keyFile?: string | undefined;
  caFile?: string | undefined;
  /** For tests: the present and this machine's names. */
  now?: Date | undefined;
  names?: MachineNames | undefined;
}

/**
 * The certificate given in files, or one made under `<dataDir>/tls`: a local authority (10 years) and a leaf for
 * localhost and this machine's addresses (398 days), renewed here when less than 30 days are left or an address is new.
 * Throws ConfigError when the files given cannot be used.
 */
export async function loadTls(options: TlsOptions): Promise<Tls> {
  const { certFile, keyFile } = options;
  if (certFile !== undefined && keyFile !== undefined) return givenTls(certFile, keyFile, options.caFile);
  if (certFile !== undefined || keyFile !== undefined) {
    throw new ConfigError('TLS_CERT_FILE and TLS_KEY_FILE must be given together');
  }
  return generatedTls(options);
}

async function givenTls(certFile: string, keyFile: string, caFile: string | undefined): Promise<Tls> {
  const [cert, key] = [await readPem('TLS_CERT_FILE', certFile), await readPem('TLS_KEY_FILE', keyFile)];
  if (caFile === undefined) return { cert, key, ca: getCACertificates('default').join('\n'), generated: false };
  return { cert, key, ca: await readPem('TLS_CA_FILE', caFile), caFile, generated: false };
}

async function generatedTls({ dataDir, caFile, now = new Date(), names = machineNames() }: TlsOptions): Promise<Tls> {
  const folder = join(dataDir, 'tls');
  const authority = await localAuthority(folder, now);
  const leaf = await localLeaf(folder, authority, names, now);
  const trusted = caFile === undefined ? '' : await readPem('TLS_CA_FILE', caFile);
  return { ...leaf, ca: `${authority.cert}\n${trusted}`, caFile: authority.caFile, generated: true };
}

async function readPem(variable: string, file: string): Promise<string> {
  try {
    const pem = await readFile(file, 'utf8');
    if (variable !== 'TLS_KEY_FILE') new X509Certificate(pem);
    return pem;
  } catch (error) {
    throw new ConfigError(`${variable}: cannot use ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
