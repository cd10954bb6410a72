import { once } from 'node:events';
import { createServer, request, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { loadTls, platformSettings, readConfig } from '@besteam/service-kit';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createEdge } from '../src/edge.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let service: Server;
let edge: Awaited<ReturnType<typeof createEdge>>;
let ca: string;
let seen: string[];
beforeEach(() => {
  seen = [];
});
beforeAll(async () => {
  folder = await temporaryFolder();
  const tls = await loadTls({ dataDir: folder.path });
  ca = tls.ca;
  service = createServer({ cert: tls.cert, key: tls.key }, async (asked, answer) => {
    const who = asked.headers['x-who'];
    // Answered before the body is there, as where an operation takes none.
    if (asked.method === 'POST') seen.push(`${who}: POST ${asked.url} ${await text(asked)}`);
    else seen.push(`${who}: ${asked.method} ${asked.url}`);
    answer.end();
  });
  await once(service.listen(0, 'localhost'), 'listening');
  const settings = readConfig(platformSettings, { DATA_DIR: folder.path, LOG_LEVEL: 'fatal' });
  const upstreams = { users: [`https://localhost:${(service.address() as AddressInfo).port}`] };
  edge = await createEdge({ settings, tls, upstreams });
  await edge.listen({ port: 0, host: 'localhost' });
});
afterAll(async () => {
  await edge.close();
  service.closeAllConnections();
  service.close();
  await folder.remove();
});

async function ask(who: string, method: string, body = '', headers: Record<string, string> = {}): Promise<number> {
  const { port } = edge.server.address() as AddressInfo;
  const asked = request({ port, host: 'localhost', ca, method, path: '/api/users/v1/me', headers });
  asked.setHeader('x-who', who);
  asked.end(body);
  const [answer] = await once(asked, 'response');
  answer.resume();
  await once(answer, 'end');
  return answer.statusCode;
}

const HIDDEN = 'DELETE /api/users/v1/me HTTP/1.1\r\nhost: localhost\r\nx-rest: ';

test.each([
  ['a length', { 'content-length': String(HIDDEN.length) }],
  ['chunks', { 'transfer-encoding': 'chunked' }],
])('a body with %s where none belongs touches nobody else’s request', async (_, headers) => {
  expect(await ask('eve', 'GET', HIDDEN, headers)).toBe(200);
  for (const who of ['ana', 'leo']) expect(await ask(who, 'GET')).toBe(200);
  expect(seen).toEqual(['eve: GET /api/users/v1/me', 'ana: GET /api/users/v1/me', 'leo: GET /api/users/v1/me']);
});

test('a body in chunks arrives whole, and so does the next', async () => {
  const type = { 'content-type': 'application/json' };
  expect(await ask('ana', 'POST', '{"a":1}', { ...type, 'transfer-encoding': 'chunked' })).toBe(200);
  expect(await ask('leo', 'POST', '{"b":22}', type)).toBe(200);
  expect(seen).toEqual(['ana: POST /api/users/v1/me {"a":1}', 'leo: POST /api/users/v1/me {"b":22}']);
});
