import { setTimeout as after } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../ids.ts';
import { openRedis } from '../redis/open-redis.ts';
import { type RealServer, redis as realRedis, startRedis } from '../testing/servers/index.ts';
import { countedGuesses } from './guesses.ts';

const ATTEMPTS = 20;
const found = realRedis();
type Enter = ReturnType<typeof countedGuesses>;

/** So many guesses at once, each looked at for a moment; answers how many were looked at. */
async function lookedAt(enter: Enter[], key: string, count: number, isWrong: boolean): Promise<number> {
  const guesses = Array.from({ length: count }, async (_, index) => {
    const guess = await enter[index % enter.length]?.(key);
    if (!guess || 'waitMs' in guess) return 0;
    await after(5);
    await guess.settle(isWrong);
    return 1;
  });
  return (await Promise.all(guesses)).reduce((sum: number, one) => sum + one, 0);
}

function theyCount(processes: () => Enter[]): void {
  it('lets as many wrong ones through as are allowed, however many come at once', async () => {
    const key = newId();
    expect(await lookedAt(processes(), key, 50, true)).toBe(ATTEMPTS);
    expect(await lookedAt(processes(), key, 50, false)).toBe(0);
  });

  it('refuses nobody of a crowd that guesses right', async () => {
    const key = newId();
    expect(await lookedAt(processes(), key, 19, true)).toBe(19);
    expect(await lookedAt(processes(), key, 50, false)).toBe(50);
    expect(await lookedAt(processes(), key, 50, true)).toBe(1);
  });

  it('says how long there are no more, and counts anybody else apart', async () => {
    const key = newId();
    await lookedAt(processes(), key, ATTEMPTS, true);
    const refused = await processes()[0]?.(key);
    expect(refused).toEqual({ waitMs: expect.any(Number) });
    expect(await lookedAt(processes(), newId(), 50, true)).toBe(ATTEMPTS);
  });
}

describe('guesses counted in this process', () => {
  const alone = countedGuesses({ attempts: ATTEMPTS, seconds: 60 });
  theyCount(() => [alone]);

  it('count anew when their time is over, also those that were in hand then', async () => {
    const enter = countedGuesses({ attempts: 1, seconds: 1 });
    const late = await enter('Ana');
    await after(1100);
    if (!('waitMs' in late)) await late.settle(false);
    expect(await lookedAt([enter], 'Ana', 5, true)).toBe(1);
  });
});

describe.skipIf(found.skipped)(`guesses counted by two processes on ${found.title}`, () => {
  let server: RealServer;
  let redis: Redis;
  let processes: Enter[] = [];
  beforeAll(async () => {
    server = await found.start();
    redis = await openRedis({ url: server.url, name: 'test', logger: pino({ level: 'silent' }) });
    processes = [1, 2].map(() => countedGuesses({ attempts: ATTEMPTS, seconds: 60, redis }));
  });
  afterAll(async () => {
    redis.disconnect();
    await server.remove();
  });
  theyCount(() => processes);
});

describe.skipIf(found.skipped || Boolean(process.env['REDIS_URL']))(
  `guesses on ${found.title} that stands still`,
  () => {
    let server: RealServer;
    let redis: Redis;
    let enter: Enter;
    beforeEach(async () => {
      server = await startRedis();
      redis = await openRedis({ url: server.url, name: 'test', logger: pino({ level: 'silent' }) });
      enter = countedGuesses({ attempts: ATTEMPTS, seconds: 60, redis });
    });
    afterEach(async () => {
      redis.disconnect();
      await server.remove();
    });
    const entered = async () => {
      const guess = await enter('Ana');
      return 'settle' in guess ? guess : expect.fail('refused');
    };
    const inRedis = () => redis.get('besteam:guesses:Ana').catch(String);

    it('wait for it once, and not each', async () => {
      await server.signal('SIGSTOP');
      const began = performance.now();
      for (let i = 0; i < 10; i += 1) await (await entered()).settle(false);
      expect(performance.now() - began).toBeLessThan(2000);
    });

    it('are settled where they were entered: none is left in hand', async () => {
      const before = await entered();
      await server.signal('SIGSTOP');
      const meanwhile = await entered();
      await before.settle(false);
      await server.signal('SIGCONT');
      await expect.poll(inRedis).toBe('0');
      await meanwhile.settle(false);
      await (await entered()).settle(false);
      expect(await inRedis()).toBe('0');
    });

    it('are counted in this process while it is away, and there again when it is back', async () => {
      await server.signal('SIGSTOP');
      expect(await lookedAt([enter], 'Ana', 50, true)).toBe(ATTEMPTS);
      await server.signal('SIGCONT');
      await expect.poll(async () => ('settle' in (await enter('Ana')) ? inRedis() : 'refused')).toBe('1');
    });
  },
);
