import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createPemFile } from '../tls/pem-files.ts';

/** A random secret of this name, 256 bits as base64url, made once and kept under `<dataDir>/secrets`. */
export async function secretFile(dataDir: string, name: string): Promise<string> {
  const folder = join(dataDir, 'secrets');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, name);
  await createPemFile(file, randomBytes(32).toString('base64url'));
  return readFile(file, 'utf8');
}
