import { describe, expect, it } from 'vitest';
import { listensOn } from './free-port.ts';
import { dynamodbLocal, postgres, rabbitmq, redis } from './index.ts';
import { findServer } from './real-server.ts';

describe.each([redis(), rabbitmq(), dynamodbLocal(), postgres()])('$title', ({ skipped, start }) => {
  it.skipIf(skipped)(
    'starts, survives a kill -9 on the same address, and leaves nothing behind',
    async () => {
      const server = await start();
      const port = Number(new URL(server.url).port);
      expect(await listensOn(port)).toBe(true);
      await server.signal('SIGKILL');
      expect(await listensOn(port)).toBe(false);
      await server.start();
      expect(await listensOn(port)).toBe(true);
      await server.remove();
      expect(await listensOn(port)).toBe(false);
    },
    120_000,
  );
});

describe('a server that cannot be found', () => {
  const kind = {
    name: 'Oracle',
    variable: 'ORACLE_URL',
    lacks: () => 'oracle is not on the PATH',
    start: () => Promise.reject(new Error('never')),
  };

  it('is skipped by name', () => {
    expect(findServer(kind)).toMatchObject({
      title: 'Oracle (skipped: ORACLE_URL is not set and oracle is not on the PATH)',
    });
  });

  it('fails its tests where real servers are required', async () => {
    const before = process.env['REQUIRE_REAL_SERVICES'];
    process.env['REQUIRE_REAL_SERVICES'] = '1';
    const { skipped, start } = findServer(kind);
    if (before === undefined) delete process.env['REQUIRE_REAL_SERVICES'];
    expect(skipped).toBe(false);
    await expect(start()).rejects.toThrow('Oracle is needed: oracle is not on the PATH');
  });
});
