import type { Redis } from 'ioredis';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../ids.ts';
import { openRedis } from '../redis/open-redis.ts';
import { type RealServer, redis as realRedis, startRedis } from '../testing/servers/index.ts';
import type { Cache } from './cache.ts';
import { describeCache } from './cache-suite.ts';
import { openCache } from './open-cache.ts';

const MINUTE_MS = 60_000;
const logger = pino({ level: 'silent' });
const found = realRedis();
const never = () => Promise.reject(new Error('loaded although it was cached'));

describe.skipIf(found.skipped)(found.title, () => {
  let server: RealServer;
  let redis: Redis;
  beforeAll(async () => {
    server = await found.start();
    redis = await openRedis({ url: server.url, name: 'test', logger });
  });
  afterAll(async () => {
    redis.disconnect();
    await server.remove();
  });

  describeCache('the cache on Redis', () => openCache({ name: 'test', redis }));

  describe('two processes on one Redis', () => {
    let [one, two]: [Cache, Cache] = [openCache({ name: 'none' }), openCache({ name: 'none' })];
    beforeAll(() => {
      [one, two] = [openCache({ name: 'shared', redis }), openCache({ name: 'shared', redis })];
    });
    afterAll(() => Promise.all([one.close(), two.close()]));

    it('load a value once', async () => {
      const key = newId();
      await one.getOrSet(key, MINUTE_MS, async () => ({ name: 'Ana' }));
      expect(await two.getOrSet(key, MINUTE_MS, never)).toEqual({ name: 'Ana' });
    });

    it('hear of each other’s deletions and changes', async () => {
      const key = newId();
      await one.set(key, MINUTE_MS, 'old');
      expect(await two.getOrSet(key, MINUTE_MS, never)).toBe('old');
      await one.set(key, MINUTE_MS, 'new');
      await expect.poll(() => two.getOrSet(key, MINUTE_MS, never)).toBe('new');
      await one.delete(key);
      await expect.poll(() => two.getOrSet(key, 1, async () => 'loaded')).toBe('loaded');
    });

    it('believe no clock that is ahead: a value is kept for as long as its reader asks for at most', async () => {
      const key = newId();
      const ahead = JSON.stringify({ value: 'old', until: Date.now() + 60 * MINUTE_MS });
      await redis.set(`besteam:shared:${key}`, ahead);
      expect(await one.getOrSet(key, 20, never)).toBe('old');
      await redis.unlink(`besteam:shared:${key}`);
      await expect.poll(() => one.getOrSet(key, 20, async () => 'new')).toBe('new');
    });

    it('give frozen values, whichever of them loaded', async () => {
      const key = newId();
      await one.set(key, MINUTE_MS, { players: [] });
      const squad = await two.getOrSet<{ players: string[] }>(key, MINUTE_MS, never);
      expect(() => squad.players.push('Eva')).toThrow(TypeError);
    });
  });
});

describe.skipIf(found.skipped || Boolean(process.env['REDIS_URL']))(`${found.title} that asks for a password`, () => {
  it('is used with it; killed, it is done without at once; back, it is used again', async () => {
    const server = await startRedis({ password: newId() });
    const redis = await openRedis({ url: server.url, name: 'test', logger });
    const [one, two] = [openCache({ name: 'test', redis }), openCache({ name: 'test', redis })];
    await one.set('squad', MINUTE_MS, 1);
    expect(await two.getOrSet('squad', MINUTE_MS, never)).toBe(1);

    await server.signal('SIGKILL');
    const began = performance.now();
    expect(await one.getOrSet(newId(), MINUTE_MS, async () => 2)).toBe(2);
    await one.set('squad', MINUTE_MS, 3);
    expect(await one.getOrSet('squad', MINUTE_MS, never)).toBe(3);
    expect(performance.now() - began).toBeLessThan(2000);

    await server.start();
    await expect.poll(() => redis.ping().catch(String)).toBe('PONG');
    const heard = async () => {
      const [key, value] = [newId(), newId()];
      await one.set(key, MINUTE_MS, 'old');
      const before = await two.getOrSet(key, MINUTE_MS, async () => 'loaded');
      await one.set(key, MINUTE_MS, value);
      await two.set('other', MINUTE_MS, 1);
      return before === 'old' && (await two.getOrSet(key, MINUTE_MS, async () => 'loaded')) === value;
    };
    await expect.poll(heard).toBe(true);
    await Promise.all([one.close(), two.close()]);
    redis.disconnect();
    await server.remove();
  });
});
