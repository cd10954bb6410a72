import { afterEach, describe, expect, it, vi } from 'vitest';
import { newId } from '../ids.ts';
import type { Cache } from './cache.ts';

const MINUTE_MS = 60_000;

/** The promises of `Cache`, to be kept by every implementation. */
export function describeCache(name: string, open: () => Promise<Cache> | Cache): void {
  describe(name, () => {
    const opened: Cache[] = [];
    const cache = async (): Promise<Cache> => {
      const one = await open();
      opened.push(one);
      return one;
    };
    afterEach(() => Promise.all(opened.splice(0).map((one) => one.close())));

    it('loads a value once and remembers it', async () => {
      const { getOrSet } = await cache();
      const key = newId();
      const load = vi.fn(async () => ({ name: 'Ana', levels: [3.5] }));
      expect(await getOrSet(key, MINUTE_MS, load)).toEqual({ name: 'Ana', levels: [3.5] });
      expect(await getOrSet(key, MINUTE_MS, load)).toEqual({ name: 'Ana', levels: [3.5] });
      expect(load).toHaveBeenCalledTimes(1);
    });

    it('loads once for callers who come together', async () => {
      const { getOrSet } = await cache();
      const key = newId();
      const gate = Promise.withResolvers<number>();
      const load = vi.fn(() => gate.promise);
      const calls = Array.from({ length: 50 }, () => getOrSet(key, MINUTE_MS, load));
      gate.resolve(7);
      expect(new Set(await Promise.all(calls))).toEqual(new Set([7]));
      expect(load).toHaveBeenCalledTimes(1);
    });

    it.each([null, 0, false, ''])('remembers %j', async (value) => {
      const { getOrSet } = await cache();
      const key = newId();
      const load = vi.fn(async () => value);
      await getOrSet(key, MINUTE_MS, load);
      expect(await getOrSet(key, MINUTE_MS, load)).toBe(value);
      expect(load).toHaveBeenCalledTimes(1);
    });

    it('returns an undefined without remembering it', async () => {
      const { getOrSet } = await cache();
      const key = newId();
      const answers: (string | undefined)[] = [undefined, 'found'];
      const load = async () => answers.shift();
      expect(await getOrSet(key, MINUTE_MS, load)).toBeUndefined();
      expect(await getOrSet(key, MINUTE_MS, load)).toBe('found');
    });

    it('gives every waiting caller the error of loading, as it was, and loads again afterwards', async () => {
      const { getOrSet } = await cache();
      const key = newId();
      const failure = new Error('the database is away');
      const gate = Promise.withResolvers<number>();
      const load = vi.fn(() => gate.promise);
      const calls = Promise.allSettled([1, 2].map(() => getOrSet(key, MINUTE_MS, load)));
      await expect.poll(() => load.mock.calls.length).toBe(1);
      gate.reject(failure);
      for (const outcome of await calls) expect(outcome).toEqual({ status: 'rejected', reason: failure });
      expect(load).toHaveBeenCalledTimes(1);
      expect(await getOrSet(key, MINUTE_MS, async () => 8)).toBe(8);
    });

    it('prefers what was set', async () => {
      const { getOrSet, set } = await cache();
      const key = newId();
      await set(key, MINUTE_MS, 'set');
      expect(await getOrSet(key, MINUTE_MS, async () => 'loaded')).toBe('set');
      await set(key, MINUTE_MS, undefined);
      expect(await getOrSet(key, MINUTE_MS, async () => 'loaded')).toBe('loaded');
    });

    it('forgets what is deleted', async () => {
      const { getOrSet, set, delete: remove } = await cache();
      const key = newId();
      await set(key, MINUTE_MS, 'old');
      await remove(key);
      expect(await getOrSet(key, MINUTE_MS, async () => 'new')).toBe('new');
    });

    it('does not remember what was loaded before a deletion that came meanwhile', async () => {
      const { getOrSet, delete: remove } = await cache();
      const key = newId();
      const gate = Promise.withResolvers<string>();
      const started = Promise.withResolvers<void>();
      const early = getOrSet(key, MINUTE_MS, () => {
        started.resolve();
        return gate.promise;
      });
      await started.promise;
      await remove(key);
      gate.resolve('old');
      expect(await early).toBe('old');
      expect(await getOrSet(key, MINUTE_MS, async () => 'new')).toBe('new');
    });

    it('forgets with time', async () => {
      const { getOrSet } = await cache();
      const key = newId();
      const values = ['old', 'new'];
      const load = async () => values.shift() ?? 'newest';
      expect(await getOrSet(key, 20, load)).toBe('old');
      await expect.poll(() => getOrSet(key, MINUTE_MS, load)).toBe('new');
    });
  });
}
