import { createHash, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadTls } from '@besteam/service-kit';
import { freePort } from '@besteam/service-kit/testing/servers';
import { lacking } from '../../standalone/test/engines.ts';

/** A running Besteam that journeys go to: where, how it is started, and the key that browsers are taught to trust. */
export interface Target {
  origin: string;
  server: { command: string; cwd: string; env: Record<string, string>; url: string };
  spki: string;
}

/** The program that people start first; and the three services on real engines, where this machine has them. */
export async function targets(): Promise<{ standalone: Target; services: Target }> {
  // Workers ask again: what was chosen first is handed on in the environment.
  if (lacking && !process.env['E2E_PORTS']) console.log(`Journeys on three services: ${lacking.title}`);
  process.env['E2E_PORTS'] ??= [await freePort(), await freePort()].join();
  process.env['E2E_DATA_DIR'] ??= mkdtempSync(join(tmpdir(), 'besteam-e2e-'));
  const [one = 0, other = 0] = process.env['E2E_PORTS'].split(',').map(Number);
  const folder = process.env['E2E_DATA_DIR'];
  const standalone = await target('standalone/src/main.ts', one, join(folder, 'standalone'));
  const services = lacking ? standalone : await target('tests/e2e/on-services.ts', other, join(folder, 'services'));
  // Written by the first alone: a worker may be reading it while the next one asks.
  if (!existsSync(caBundle())) writeFileSync(caBundle(), [standalone.ca, services.ca].join('\n'));
  return { standalone, services };
}

/** The authorities of all targets in one file. */
export function caBundle(): string {
  return join(process.env['E2E_DATA_DIR'] ?? '', 'authorities.pem');
}

async function target(program: string, port: number, dataDir: string): Promise<Target & { ca: string }> {
  mkdirSync(dataDir, { recursive: true });
  const { cert, ca } = await loadTls({ dataDir });
  const origin = `https://localhost:${port}`;
  return {
    origin,
    server: {
      command: `node ${program}`,
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: { PORT: String(port), DATA_DIR: dataDir, HOST: 'localhost', LOG_LEVEL: 'error' },
      url: `${origin}/health/ready`,
    },
    spki: spkiHash(cert),
    ca,
  };
}

function spkiHash(certificate: string): string {
  const { publicKey } = new X509Certificate(certificate);
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
}
