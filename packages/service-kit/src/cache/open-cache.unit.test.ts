import { describe, expect, it, vi } from 'vitest';
import { collectGarbage } from '../testing/collect-garbage.ts';
import { describeCache } from './cache-suite.ts';
import { openCache } from './open-cache.ts';

describeCache('the cache in memory', () => openCache({ name: 'test' }));

describe('a value from the cache in memory', () => {
  it('cannot be changed by one reader for the others', async () => {
    const cache = openCache({ name: 'test' });
    const squad = await cache.getOrSet('squad', 1000, async () => ({ players: [{ name: 'Ana' }] }));
    expect(() => squad.players.push({ name: 'Eva' })).toThrow(TypeError);
    expect(() => Object.assign(squad.players[0] ?? {}, { name: 'Eva' })).toThrow(TypeError);
    await cache.close();
  });

  it('is forgotten when there are too many', async () => {
    const cache = openCache({ name: 'test', maxItems: 2 });
    for (const key of ['a', 'b', 'c']) await cache.set(key, 1000, 'old');
    expect(await cache.getOrSet('a', 1000, async () => 'new')).toBe('new');
    expect(await cache.getOrSet('c', 1000, async () => 'new')).toBe('old');
    await cache.close();
  });

  it('is let go of when it is too old and the next comes, though nobody asks for it again', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const cache = openCache({ name: 'test' });
    const set = async (key: string, ttlMs: number) => {
      const value = { key };
      await cache.set(key, ttlMs, value);
      return new WeakRef(value);
    };
    const [young, old] = [await set('young', 2000), await set('old', 1000)];
    await cache.getOrSet('young', 2000, async () => 'another');
    vi.setSystemTime(Date.now() + 1000);
    await set('next', 1000);
    vi.useRealTimers();
    await collectGarbage();
    expect([young, old].map((one) => one.deref())).toEqual([{ key: 'young' }, undefined]);
    await cache.close();
  });
});
