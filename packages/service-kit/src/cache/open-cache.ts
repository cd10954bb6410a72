import { BentoCache, bentostore, errors } from 'bentocache';
import { memoryDriver } from 'bentocache/drivers/memory';
import type { Cache } from './cache.ts';
import { frozen } from './frozen.ts';

export interface CacheOptions {
  /** Keeps the keys of different caches apart. */
  name: string;
  /** How many values are remembered at most; the longest unused goes first. Default 10 000. */
  maxItems?: number;
}

/** A load in progress, shared by all who ask meanwhile. */
interface Loading {
  result?: Promise<unknown>;
}

/** A cache in this process's memory. Values are JSON's kinds; they are shared by all readers, and so frozen. */
export function openCache({ name, maxItems = 10_000 }: CacheOptions): Cache {
  const memory = bentostore().useL1Layer(memoryDriver({ maxItems, serialize: false }));
  const bento = new BentoCache({ default: 'memory', prefix: name, stores: { memory } });
  const inProgress = new Map<string, Loading>();

  /** Bentocache alone would let callers who wait for a failing load try it again one after the other. */
  const shared = (key: string, ttlMs: number, load: () => Promise<unknown>): Promise<unknown> => {
    const loading: Loading = inProgress.get(key) ?? {};
    inProgress.set(key, loading);
    loading.result ??= remembered(key, ttlMs, load, loading).finally(() => {
      if (inProgress.get(key) === loading) inProgress.delete(key);
    });
    return loading.result;
  };

  const remembered = async (key: string, ttlMs: number, load: () => Promise<unknown>, loading: Loading) => {
    let loaded: unknown;
    const factory = async ({ skip }: { skip: () => undefined }) => {
      loaded = frozen(await load());
      // What was set or deleted meanwhile is newer than what was loaded.
      return loaded === undefined || inProgress.get(key) !== loading ? skip() : loaded;
    };
    try {
      const value: unknown = await bento.getOrSet<unknown>({ key, ttl: ttlMs, factory });
      return value === undefined ? loaded : value;
    } catch (error) {
      throw error instanceof errors.E_FACTORY_ERROR ? error.cause : error;
    }
  };

  return {
    async getOrSet<T>(key: string, ttlMs: number, load: () => Promise<T>): Promise<T> {
      return (await shared(key, ttlMs, load)) as T;
    },
    async set(key, ttlMs, value) {
      inProgress.delete(key);
      if (value === undefined) await bento.delete({ key });
      else await bento.set({ key, ttl: ttlMs, value: frozen(value) });
    },
    async delete(key) {
      inProgress.delete(key);
      await bento.delete({ key });
    },
    close: () => bento.disconnectAll(),
  };
}
