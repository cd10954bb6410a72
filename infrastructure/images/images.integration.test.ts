import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { loadTls } from '@besteam/service-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'besteam-images-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs a script of this folder as an image does. */
function run(script: string, args: string[], env: Record<string, string> = {}) {
  const program = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, ...env } });
  const ended = Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]);
  return {
    pid: child.pid,
    waits: once(child.stderr, 'data'),
    ended: ended.then(([[code], stdout, stderr]) => ({ code, stdout, stderr })),
  };
}

async function aPort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

describe('wait-for-it', () => {
  test('waits until the port takes connections, then becomes the program', async () => {
    const port = await aPort();
    const program = ['node', '--eval', 'process.stdout.write(String(process.pid)); process.exit(3)'];
    const waiting = run('wait-for-it.ts', [`127.0.0.1:${port}`, '--', ...program]);
    expect(String((await waiting.waits)[0])).toContain(`waiting for 127.0.0.1:${port}`);
    const engine = createServer().listen(port, '127.0.0.1');
    const { code, stdout } = await waiting.ended;
    expect([code, stdout]).toEqual([3, String(waiting.pid)]);
    engine.close();
  });

  test('gives up in time and names what is away', async () => {
    const { code, stderr } = await run('wait-for-it.ts', ['--timeout=0.3', `127.0.0.1:${await aPort()}`]).ended;
    expect([code, stderr]).toEqual([1, expect.stringContaining('cannot be reached')]);
  });
});

describe('the health check', () => {
  test.each([
    [200, 0],
    [503, 1],
  ])('of a service that answers %i and trusts others besides ends with %i', async (status, code) => {
    const { caFile = '' } = await loadTls({ dataDir: join(folder, 'others') });
    const tls = await loadTls({ dataDir: folder });
    const server = createHttpsServer({ cert: tls.cert, key: tls.key }, (request, response) =>
      response.writeHead(request.url === '/health/ready' ? status : 404).end('{}'),
    );
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const env = { DATA_DIR: folder, TLS_CA_FILE: caFile, PORT: String((server.address() as AddressInfo).port) };
    expect(await run('health.ts', [], env).ended).toMatchObject({ code, stdout: '{}' });
    server.close();
  });

  test('fails where nobody listens, and for a certificate of another authority', async () => {
    expect((await run('health.ts', [], { PORT: String(await aPort()) }).ended).code).toBe(1);
    const tls = await loadTls({ dataDir: join(folder, 'other') });
    const server = createHttpsServer({ cert: tls.cert, key: tls.key }, (_, response) => response.end());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const env = { DATA_DIR: folder, PORT: String((server.address() as AddressInfo).port) };
    expect((await run('health.ts', [], env).ended).code).toBe(1);
    server.close();
  });
});

test('pruning leaves what is loaded, and licences', async () => {
  const packages = join(folder, 'node_modules', 'one');
  await mkdir(packages, { recursive: true });
  for (const file of ['index.js', 'index.d.ts', 'index.js.map', 'README.md', 'LICENSE.md', 'source.ts']) {
    await writeFile(join(packages, file), '');
  }
  expect((await run('prune.ts', [join(folder, 'node_modules')]).ended).code).toBe(0);
  expect((await readdir(packages)).sort()).toEqual(['LICENSE.md', 'index.js']);
});
