import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Redis } from 'ioredis';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
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

    it('answer with what was loaded without waiting for Redis to keep it', async () => {
      const keeping = vi.spyOn(redis, 'set').mockReturnValue(new Promise(() => undefined));
      expect(await one.getOrSet(newId(), MINUTE_MS, async () => 'loaded')).toBe('loaded');
      expect(keeping).toHaveBeenCalledTimes(1);
      keeping.mockRestore();
    });

    it('hear of what is deleted right after Redis was late', async () => {
      const key = newId();
      await one.set(key, MINUTE_MS, 'old');
      expect(await two.getOrSet(key, MINUTE_MS, never)).toBe('old');
      const late = vi.spyOn(redis, 'get').mockRejectedValueOnce(new Error('Command timed out'));
      expect(await one.getOrSet(newId(), MINUTE_MS, async () => 'loaded')).toBe('loaded');
      await one.delete(key);
      await expect.poll(() => two.getOrSet(key, MINUTE_MS, async () => 'new')).toBe('new');
      late.mockRestore();
    });

    it('give frozen values, whichever of them loaded', async () => {
      const key = newId();
      await one.set(key, MINUTE_MS, { players: [] });
      const squad = await two.getOrSet<{ players: string[] }>(key, MINUTE_MS, never);
      expect(() => squad.players.push('Eva')).toThrow(TypeError);
    });
  });
});

describe.skipIf(found.skipped)(`${found.title} that answers a subscription late`, () => {
  it('leaves nobody with what was changed before he listens', async () => {
    const server = await found.start();
    const way = await slowToSubscribe(server.url);
    const [direct, indirect] = await Promise.all(
      [server.url, way.url].map((url) => openRedis({ url, name: 'test', logger })),
    );
    const [one, two] = [openCache({ name: 'late', redis: direct }), openCache({ name: 'late', redis: indirect })];
    const [other, key] = [newId(), newId()];
    const listening = () => direct?.pubsub('NUMSUB', 'besteam:late:changes');
    await expect.poll(listening).toEqual(['besteam:late:changes', 2]);
    await one.set(other, MINUTE_MS, 'old');
    await two.getOrSet(other, MINUTE_MS, never);
    await one.set(other, MINUTE_MS, 'new');
    await expect.poll(() => two.getOrSet(other, MINUTE_MS, never)).toBe('new');
    // Nobody is told of what was only loaded.
    await one.getOrSet(key, MINUTE_MS, async () => 'old');
    await expect.poll(() => direct?.exists(`besteam:late:${key}`)).toBe(1);
    expect(await two.getOrSet(key, MINUTE_MS, never)).toBe('old');
    way.holdSubscriptions();
    await expect.poll(listening).toEqual(['besteam:late:changes', 1]);
    await one.set(key, MINUTE_MS, 'new');
    await expect.poll(() => two.getOrSet(key, MINUTE_MS, never), { timeout: 10_000 }).toBe('new');
    way.letThrough();
    await expect.poll(listening).toEqual(['besteam:late:changes', 2]);
    await one.set(key, MINUTE_MS, 'newest');
    await expect.poll(() => two.getOrSet(key, MINUTE_MS, never), { timeout: 10_000 }).toBe('newest');
    await Promise.all([one.close(), two.close()]);
    for (const redis of [direct, indirect]) redis?.disconnect();
    way.close();
    await server.remove();
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

/** A way to a Redis that ends the connections that listen, and passes no new subscription on until it is let through. */
async function slowToSubscribe(url: string) {
  const target = new URL(url);
  const listening = new Set<Socket>();
  const sockets = new Set<Socket>();
  const held: (() => void)[] = [];
  let isHolding = false;
  const proxy = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(end);
      end.on('error', () => other.destroy()).on('close', () => other.destroy());
    }
    far.pipe(near);
    near.on('data', (sent: Buffer) => {
      const isSubscription = sent.includes('subscribe');
      if (isSubscription) listening.add(near);
      if (isSubscription && isHolding) held.push(() => far.write(sent));
      else far.write(sent);
    });
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  const way = new URL(url);
  way.hostname = '127.0.0.1';
  way.port = String((proxy.address() as AddressInfo).port);
  return {
    url: way.href,
    holdSubscriptions() {
      isHolding = true;
      for (const socket of listening) socket.destroy();
    },
    letThrough() {
      isHolding = false;
      for (const passOn of held) passOn();
    },
    close() {
      proxy.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
