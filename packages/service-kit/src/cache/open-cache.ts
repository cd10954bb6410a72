import type { FastifyBaseLogger as Logger } from 'fastify';
import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { restAfterFailure } from '../redis/rest-after-failure.ts';
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
  /** Hears when Redis does not answer. */
  logger?: Logger | undefined;
}

interface Remembered {
  value: unknown;
  /** In milliseconds since 1970. */
  until: number;
}

/** A load in progress, shared by all who ask meanwhile. */
interface Loading {
  result?: Promise<unknown>;
}

/**
 * A cache in this process's memory, with Redis behind it where there is one; what Redis does not answer is loaded.
 * Values are JSON's kinds; they are shared by all readers, and so frozen.
 */
export function openCache({ name, maxItems = 10_000, redis, logger }: CacheOptions): Cache {
  const memory = new LRUCache<string, Remembered>({ max: maxItems });
  const inProgress = new Map<string, Loading>();
  const remember = (key: string, ttlMs: number, value: unknown) => {
    memory.set(key, { value, until: Date.now() + ttlMs });
    forgetUnused();
  };
  /** What is too old and was not asked for since: an old value that is asked for is loaded again. */
  const forgetUnused = () => {
    for (;;) {
      const [longestUnused] = memory.rkeys();
      const remembered = longestUnused === undefined ? undefined : memory.peek(longestUnused);
      if (longestUnused === undefined || !remembered || remembered.until > Date.now()) return;
      memory.delete(longestUnused);
    }
  };
  const forget = (key: string) => {
    inProgress.delete(key);
    memory.delete(key);
  };
  const missed = () => {
    inProgress.clear();
    memory.clear();
  };
  const others = redis
    ? sharedValues(redis, `besteam:${name}`, restAfterFailure(logger), { changed: forget, missed })
    : NOBODY;

  const loaded = async (key: string, ttlMs: number, load: () => Promise<unknown>, loading: Loading) => {
    const known = await others.get(key);
    const value = frozen(known ? known.value : await load());
    // What was set or deleted meanwhile is newer than what was loaded.
    if (value === undefined || inProgress.get(key) !== loading) return value;
    if (!known) others.keep(key, ttlMs, value);
    // Another machine's clock says how long its value holds, but never longer than was asked for here.
    remember(key, Math.min(ttlMs, known?.ttlMs ?? ttlMs), value);
    return value;
  };

  const loadedOnce = (key: string, ttlMs: number, load: () => Promise<unknown>): Promise<unknown> => {
    const loading: Loading = inProgress.get(key) ?? {};
    inProgress.set(key, loading);
    loading.result ??= loaded(key, ttlMs, load, loading).finally(() => {
      if (inProgress.get(key) === loading) inProgress.delete(key);
    });
    return loading.result;
  };

  return {
    async getOrSet<T>(key: string, ttlMs: number, load: () => Promise<T>): Promise<T> {
      const known = memory.get(key);
      const isFresh = known !== undefined && known.until > Date.now();
      return (isFresh ? known.value : await loadedOnce(key, ttlMs, load)) as T;
    },
    async set(key, ttlMs, value) {
      forget(key);
      if (value === undefined) return others.delete(key);
      remember(key, ttlMs, frozen(value));
      await others.set(key, ttlMs, value);
    },
    async delete(key) {
      forget(key);
      await others.delete(key);
    },
    close: () => others.close(),
  };
}

const NOBODY: SharedValues = {
  get: async () => undefined,
  keep: () => undefined,
  set: async () => undefined,
  delete: async () => undefined,
  close: async () => undefined,
};
