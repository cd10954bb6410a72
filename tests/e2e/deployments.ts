import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEdge } from '@besteam/edge';
import { loadTls, platformSettings, readConfig } from '@besteam/service-kit';

const built = fileURLToPath(new URL('../../frontend/build/', import.meta.url));

/** The web app on an address of its own in front of the program under test, where the next version can be put. */
export interface Deployment {
  origin: string;
  /** Puts another version there, whose pages say so in their head. */
  deploy: (version: string) => Promise<void>;
  end: () => Promise<void>;
}

export async function startDeployment(program: string): Promise<Deployment> {
  const webRoot = await mkdtemp(join(tmpdir(), 'besteam-deployed-'));
  await cp(built, webRoot, { recursive: true });
  // The certificate of the program under test: the browser trusts its key.
  const dataDir = join(process.env['E2E_DATA_DIR'] ?? '', 'standalone');
  const tls = await loadTls({ dataDir });
  const settings = readConfig(platformSettings, { DATA_DIR: dataDir, LOG_LEVEL: 'error' });
  const upstreams = Object.fromEntries(['users', 'players', 'matches'].map((name) => [name, [program]]));
  const edge = await createEdge({ settings, tls, upstreams, webRoot });
  await edge.listen({ host: 'localhost', port: 0 });
  const { port } = edge.server.address() as AddressInfo;
  return {
    origin: `https://localhost:${port}`,
    deploy: (version) => putVersion(webRoot, version),
    async end() {
      await edge.close();
      await rm(webRoot, { recursive: true });
    },
  };
}

/** Compressed twins would still be those of the version before. */
async function putVersion(webRoot: string, version: string): Promise<void> {
  const changes = [
    { name: '200.html', from: '<head>', to: `<head><meta name="version" content="${version}">` },
    // A browser takes a service worker for a new one when a byte of it is another.
    { name: 'service-worker.js', from: /besteam-/, to: `besteam-${version}-` },
  ];
  for (const { name, from, to } of changes) {
    const file = join(webRoot, name);
    const before = await readFile(file, 'utf8');
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${name} has no place for a version`);
    await writeFile(file, after);
    for (const twin of ['br', 'gz']) await rm(`${file}.${twin}`, { force: true });
  }
}
