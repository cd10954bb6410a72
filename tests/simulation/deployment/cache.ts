import type { Cache } from '@besteam/service-kit';
import { frozen } from '../../../packages/service-kit/src/cache/frozen.ts';

/** A process's memory of what it loaded, by the simulated clock. It keeps the promises of service-kit's cache. */
export function simulatedCache(): Cache {
  const kept = new Map<string, { value: unknown; until: number }>();
  const loading = new Map<string, Promise<unknown>>();
  const keep = (key: string, ttlMs: number, value: unknown) => {
    if (value === undefined) kept.delete(key);
    else kept.set(key, { value: frozen(value), until: Date.now() + ttlMs });
  };
  const loaded = (key: string, ttlMs: number, load: () => Promise<unknown>) => {
    const mine: Promise<unknown> = load().then(
      (value) => {
        // What was set or deleted meanwhile is newer than what was loaded.
        if (loading.get(key) === mine) {
          loading.delete(key);
          keep(key, ttlMs, value);
        }
        return frozen(value);
      },
      (error: unknown) => {
        if (loading.get(key) === mine) loading.delete(key);
        throw error;
      },
    );
    loading.set(key, mine);
    return mine;
  };
  return {
    async getOrSet<T>(key: string, ttlMs: number, load: () => Promise<T>): Promise<T> {
      const known = kept.get(key);
      if (known && known.until > Date.now()) return known.value as T;
      return (await (loading.get(key) ?? loaded(key, ttlMs, load))) as T;
    },
    async set(key, ttlMs, value) {
      loading.delete(key);
      keep(key, ttlMs, value);
    },
    async delete(key) {
      loading.delete(key);
      kept.delete(key);
    },
    close: async () => undefined,
  };
}
