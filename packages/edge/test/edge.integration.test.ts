import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadTls, platformSettings, readConfig } from '@besteam/service-kit';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { Agent, fetch } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEdge } from '../src/edge.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let service: Server;
let edge: Awaited<ReturnType<typeof startEdge>>;
beforeAll(async () => {
  folder = await temporaryFolder();
  const tls = await loadTls({ dataDir: folder.path });
  service = createServer({ cert: tls.cert, key: tls.key }, async (request, response) => {
    response.setHeader('x-seen', `${request.method} ${request.url} for ${request.headers['x-forwarded-for']}`);
    request.pipe(response);
  });
  await once(service.listen(0, 'localhost'), 'listening');
  const { port } = service.address() as AddressInfo;
  const web = join(folder.path, 'web');
  await mkdir(join(web, '_app/immutable'), { recursive: true });
  await writeFile(join(web, '200.html'), '<!doctype html><title>The shell</title>');
  await writeFile(join(web, '_app/immutable/app.js'), 'export {};');
  edge = await startEdge({ WEB_ROOT: web, USERS_URL: `https://localhost:${port}` });
});
afterAll(async () => {
  await edge?.stop();
  service?.close();
  await folder?.remove();
});

/** The program as an image starts it; resolves when it listens. */
async function startEdge(env: Record<string, string>) {
  const PORT = String(await freePort());
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, DATA_DIR: folder.path, HOST: 'localhost', LOG_LEVEL: 'info', PORT, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  while (!String((await once(child.stdout, 'data'))[0]).includes('istening'));
  child.stdout.resume();
  const agent = new Agent({ connect: { ca: await readFile(join(folder.path, 'tls/ca.pem'), 'utf8') } });
  const ended = once(child, 'exit');
  return {
    get: (path: string, init = {}) => fetch(`https://localhost:${PORT}${path}`, { dispatcher: agent, ...init }),
    async stop() {
      child.kill('SIGTERM');
      const [code] = await ended;
      await agent.destroy();
      return code;
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, 'localhost');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}

test('hands a service what is its own, and its answer back', async () => {
  const answer = await edge.get('/api/users/v1/accounts?x=1', { method: 'POST', body: '{"a":1}' });
  expect(answer.headers.get('x-seen')).toMatch(/^POST \/api\/users\/v1\/accounts\?x=1 for (::1|127\.0\.0\.1)$/);
  expect(await answer.text()).toBe('{"a":1}');
});

test('answers 404 for a service it does not know', async () => {
  const answer = await edge.get('/api/matches/v1/squads', { headers: { accept: 'text/html' } });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([404, expect.stringContaining('problem+json')]);
});

test('serves the web app: hashed files for a year, pages revalidated and framed by nobody', async () => {
  const script = await edge.get('/_app/immutable/app.js');
  expect([script.status, script.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
  const page = await edge.get('/s/anything', { headers: { accept: 'text/html' } });
  expect(await page.text()).toContain('The shell');
  expect(page.headers.get('cache-control')).toBe('no-cache');
  expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
});

test('is ready while a service is away, and says which', async () => {
  const alone = await startEdge({ PLAYERS_URL: 'https://localhost:1' });
  const ready = await alone.get('/health/ready');
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready', dependencies: { players: 'down' } }]);
  expect(await alone.stop()).toBe(0);
});

test('passes over a replica that is not there, whatever is asked, and is ready while one is', async () => {
  const tls = await loadTls({ dataDir: folder.path });
  const settings = readConfig(platformSettings, { DATA_DIR: folder.path, LOG_LEVEL: 'fatal' });
  const nobody = `https://localhost:${await freePort()}`;
  const { port } = service.address() as AddressInfo;
  const upstreams = { users: [nobody, `https://localhost:${port}`] };
  const replicated = await createEdge({ settings, tls, upstreams });
  for (const method of ['POST', 'POST', 'PATCH', 'GET'] as const) {
    const answer = await replicated.inject({ method, url: '/api/users/v1/accounts' });
    expect([answer.statusCode, answer.headers['x-seen']]).toEqual([
      200,
      `${method} /api/users/v1/accounts for 127.0.0.1`,
    ]);
  }
  await replicated.close();
});
