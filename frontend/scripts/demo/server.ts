import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A Besteam of its own with the demo squad in it, as `npm start` and `npm run demo` make it. */
export interface Demo {
  origin: string;
  code: string;
  owner: { email: string; password: string };
  /** The arguments a Chromium needs, among them the one key to trust: it runs no service worker otherwise. */
  browserArguments: string[];
  stop: () => Promise<void>;
}

export async function startDemo(): Promise<Demo> {
  const dataDir = await mkdtemp(join(tmpdir(), 'besteam-demo-'));
  const port = await freePort();
  const origin = `https://localhost:${port}`;
  const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'error', BESTEAM_URL: origin };
  const server = spawn(process.execPath, ['standalone/src/main.ts'], { cwd: root, env });
  const stop = async () => {
    if (server.exitCode === null && server.kill()) await once(server, 'exit');
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await ready(server);
    const { stdout } = await promisify(execFile)(process.execPath, ['standalone/src/demo.ts'], { cwd: root, env });
    const code = /join\/(\w+)/.exec(stdout)?.[1];
    const [, email, password] = /owner: +(\S+) \/ (\S+)/.exec(stdout) ?? [];
    if (!code || !email || !password) throw new Error(`The demo said nothing useful: ${stdout}`);
    const key = spkiHash(await readFile(join(dataDir, 'tls', 'leaf.pem'), 'utf8'));
    const browserArguments = ['--no-sandbox', '--disable-gpu', `--ignore-certificate-errors-spki-list=${key}`];
    return { origin, code, owner: { email, password }, browserArguments, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function ready(server: ChildProcess): Promise<void> {
  let said = '';
  server.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  await new Promise<void>((resolve, reject) => {
    server.stdout?.on('data', (chunk) => {
      said += chunk;
      if (said.includes('ready at')) resolve();
    });
    server.once('exit', () => reject(new Error(`The server ended: ${said}`)));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function spkiHash(certificate: string): string {
  const { publicKey } = new X509Certificate(certificate);
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
}
