import type { Redis } from 'ioredis';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newId } from '../ids.ts';
import { openRedis } from '../redis/open-redis.ts';
import { type RealServer, redis as realRedis, startRedis } from '../testing/servers/index.ts';
import { type SharedCounts, sharedCounts } from './shared-counts.ts';

const MINUTE_MS = 60_000;
const found = realRedis();

describe('counts without Redis', () => {
  it('begin anew with the window', async () => {
    const counts = sharedCounts('test', 30, undefined);
    expect(counts.count('Ana').count).toBe(1);
    await expect.poll(() => counts.count('Ana').count, { interval: 40 }).toBe(1);
    counts.close();
  });
});

describe.skipIf(found.skipped)(`counts on ${found.title}`, () => {
  let server: RealServer;
  let redis: Redis;
  let [one, two]: (SharedCounts | undefined)[] = [];
  beforeAll(async () => {
    server = await found.start();
    redis = await openRedis({ url: server.url, name: 'test', logger: pino({ level: 'silent' }) });
    [one, two] = [sharedCounts('test', MINUTE_MS, redis), sharedCounts('test', MINUTE_MS, redis)];
  });
  afterAll(async () => {
    for (const counts of [one, two]) counts?.close();
    redis.disconnect();
    await server.remove();
  });

  it('of several processes add up, and none is counted twice', async () => {
    const key = newId();
    for (let i = 0; i < 5; i += 1) one?.count(key);
    for (let i = 0; i < 4; i += 1) two?.count(key);
    let own = 4;
    await expect
      .poll(
        () => {
          own += 1;
          return (two?.count(key).count ?? 0) - own;
        },
        { interval: 100, timeout: 10_000 },
      )
      .toBe(5);
  });

  it('end with the window of the first process', async () => {
    const key = newId();
    one?.count(key);
    await expect.poll(() => redis.pttl(`besteam:limit:test:${key}`)).toBeGreaterThan(0);
    expect(await redis.pttl(`besteam:limit:test:${key}`)).toBeLessThanOrEqual(MINUTE_MS);
  });
});

describe.skipIf(found.skipped || Boolean(process.env['REDIS_URL']))(
  `counts on ${found.title} that stands still`,
  () => {
    it('are sent once each, however often it is asked meanwhile: it does later what it has not answered', async () => {
      const server = await startRedis();
      const redis = await openRedis({ url: server.url, name: 'test', logger: pino({ level: 'silent' }) });
      const counts = sharedCounts('test', MINUTE_MS, redis);
      const sent = vi.spyOn(redis, 'pipeline');
      await server.signal('SIGSTOP');
      let made = 0;
      const count = () => {
        made += 1;
        return counts.count('Ana').count;
      };
      for (const rounds of [1, 2, 3]) {
        for (let i = 0; i < 10; i += 1) expect(count()).toBe(made);
        await expect.poll(() => sent.mock.calls.length).toBeGreaterThanOrEqual(rounds);
      }
      await server.signal('SIGCONT');
      await expect.poll(() => redis.get('besteam:limit:test:Ana').catch(String)).toBe(String(made));
      expect(count()).toBe(made);
      counts.close();
      redis.disconnect();
      await server.remove();
    });
  },
);
