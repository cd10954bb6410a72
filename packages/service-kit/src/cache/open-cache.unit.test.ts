import { describe, expect, it } from 'vitest';
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
});
