import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isInfrastructureFailure } from './messaging/infrastructure-failure.ts';
import { platformFetch } from './platform-fetch.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { loadTls, type Tls } from './tls/tls.ts';

describe('a call to another service', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let server: Server;
  let tls: Tls;
  let origin: string;
  beforeAll(async () => {
    folder = await temporaryFolder();
    tls = await loadTls({ dataDir: folder.path });
    server = createServer({ cert: tls.cert, key: tls.key }, (request, response) => {
      if (request.url === '/moved') response.writeHead(302, { location: '/' }).end();
      else if (request.url !== '/hangs') response.end('hello');
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    origin = `https://localhost:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await folder.remove();
  });

  it('is answered by who has a certificate of our authority', async () => {
    const { fetch, close } = platformFetch(tls.ca);
    expect(await (await fetch(origin)).text()).toBe('hello');
    await close();
  });

  it('is not sent elsewhere', async () => {
    const { fetch, close } = platformFetch(tls.ca);
    await expect(fetch(`${origin}/moved`)).rejects.toThrow('fetch failed');
    await close();
  });

  it('fails as infrastructure does, within 2 s, when nobody answers', async () => {
    const { fetch, close } = platformFetch(tls.ca);
    const asked = performance.now();
    const failure = await fetch(`${origin}/hangs`).catch((error: unknown) => error);
    expect(isInfrastructureFailure(failure)).toBe(true);
    expect(performance.now() - asked).toBeLessThan(2000);
    await close();
  });
});
