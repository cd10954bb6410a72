import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RealServer, redis, type ServerTls, serverTls, startRedis } from '../testing/servers/index.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openRedis } from './open-redis.ts';

const found = redis();
const ours = !process.env['REDIS_URL'];

describe.skipIf(found.skipped || !ours)(`${found.title} that asks for encryption and a password`, () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let tls: ServerTls;
  let server: RealServer;
  beforeAll(async () => {
    folder = await temporaryFolder();
    tls = await serverTls(folder.path);
    server = await startRedis({ password: 'open-sesame', tls });
  });
  afterAll(async () => {
    await server.remove();
    await folder.remove();
  });

  it('is reached with a rediss:// address and its own authority', async () => {
    expect(server.url).toMatch(/^rediss:\/\/:open-sesame@localhost/);
    const client = await openRedis({ url: server.url, ca: tls.ca, name: 'test', logger: pino({ level: 'silent' }) });
    await client.set('key', 'value');
    expect(await client.get('key')).toBe('value');
    client.disconnect();
  });
});
