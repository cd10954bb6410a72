import { BentoCache, bentostore, errors } from 'bentocache';
import { memoryDriver } from 'bentocache/drivers/memory';
import type { GetSetFactoryContext } from 'bentocache/types';
import type { Redis } from 'ioredis';
import type { Cache } from './cache.ts';
import { frozen } from './frozen.ts';
import { type SharedValues, sharedValues } from './shared-values.ts';

export interface CacheOptions {
  /** Keeps the keys of different caches apart. */
  name: string;
  /** How many values are remembered at most; the longest unused goes first. Default 10 000. */
  maxItems?: number;
  /** Shares values with the processes of the same name, and what they set and delete. It stays open. */
  redis?: Redis | undefined;
}

/** A load in progress, shared by all who ask meanwhile. */
interface Loading {
  result?: Promise<unknown>;
}

/**
 * A cache in this process's memory, with Redis behind it where there is one; what Redis does not answer is loaded.
 * Values are JSON's kinds; they are shared by all readers, and so frozen.
 */
export function openCache({ name, maxItems = 10_000, redis }: CacheOptions): Cache {
  const memory = bentostore().useL1Layer(memoryDriver({ maxItems, serialize: false }));
  const bento = new BentoCache({ default: 'memory', prefix: name, stores: { memory } });
  const inProgress = new Map<string, Loading>();
  const changed = (key: string) => {
    inProgress.delete(key);
    void bento.delete({ key });
  };
  const missed = () => {
    inProgress.clear();
    void bento.clear();
  };
  const others = redis ? sharedValues(redis, `besteam:${name}`, { changed, missed }) : NOBODY;

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
    const factory = async ({ skip, setOptions }: Pick<GetSetFactoryContext, 'skip' | 'setOptions'>) => {
      const known = await others.get(key);
      if (known) setOptions({ ttl: known.ttlMs });
      loaded = frozen(known ? known.value : await load());
      // What was set or deleted meanwhile is newer than what was loaded.
      if (loaded === undefined || inProgress.get(key) !== loading) return skip();
      if (!known) await others.keep(key, ttlMs, loaded);
      return inProgress.get(key) === loading ? loaded : skip();
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
      await (value === undefined ? others.delete(key) : others.set(key, ttlMs, value));
    },
    async delete(key) {
      inProgress.delete(key);
      await bento.delete({ key });
      await others.delete(key);
    },
    async close() {
      await others.close();
      await bento.disconnectAll();
    },
  };
}

const NOBODY: SharedValues = {
  get: async () => undefined,
  keep: async () => undefined,
  set: async () => undefined,
  delete: async () => undefined,
  close: async () => undefined,
};
