import type { Redis } from 'ioredis';
import { newId } from '../ids.ts';

/** The part of a cache that processes share. Nothing here rejects: Redis being away means that nothing is found. */
export interface SharedValues {
  get(key: string): Promise<{ value: unknown; ttlMs: number } | undefined>;
  /** Keeps what was loaded, unless somebody has set something meanwhile. */
  keep(key: string, ttlMs: number, value: unknown): Promise<void>;
  /** Replaces the value and tells the others. */
  set(key: string, ttlMs: number, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
  close(): Promise<void>;
}

export interface Listener {
  /** Another process has set or deleted this key. */
  changed(key: string): void;
  /** Such news may have been missed. */
  missed(): void;
}

/** After a failure Redis is left alone for so long: callers should not wait for it one by one. */
const REST_MS = 1000;

/** Values in Redis, and news of their changes over its publish/subscribe. */
export function sharedValues(redis: Redis, prefix: string, listener: Listener): SharedValues {
  const me = newId();
  const channel = `${prefix}:changes`;
  const subscriber = listen(redis, channel, listener, me);
  let awayUntil = 0;

  const asked = async <T>(question: () => Promise<T>): Promise<T | undefined> => {
    if (Date.now() < awayUntil) return undefined;
    try {
      return await question();
    } catch {
      awayUntil = Date.now() + REST_MS;
      return undefined;
    }
  };

  return {
    get: (key) =>
      asked(async () => {
        const text = await redis.get(`${prefix}:${key}`);
        if (text === null) return undefined;
        const { value, until } = JSON.parse(text) as { value: unknown; until: number };
        const ttlMs = until - Date.now();
        return ttlMs > 0 ? { value, ttlMs } : undefined;
      }),
    async keep(key, ttlMs, value) {
      await asked(() => redis.set(`${prefix}:${key}`, textOf(value, ttlMs), 'PX', Math.ceil(ttlMs), 'NX'));
    },
    async set(key, ttlMs, value) {
      await asked(() => redis.set(`${prefix}:${key}`, textOf(value, ttlMs), 'PX', Math.ceil(ttlMs)));
      await asked(() => redis.publish(channel, JSON.stringify({ from: me, key })));
    },
    async delete(key) {
      await asked(() => redis.unlink(`${prefix}:${key}`));
      await asked(() => redis.publish(channel, JSON.stringify({ from: me, key })));
    },
    async close() {
      subscriber.disconnect();
    },
  };
}

const textOf = (value: unknown, ttlMs: number) => JSON.stringify({ value, until: Date.now() + ttlMs });

/** A connection that listens can do nothing else. It subscribes again by itself whenever it is back. */
function listen(redis: Redis, channel: string, { changed, missed }: Listener, me: string): Redis {
  const subscriber = redis.duplicate({ autoResubscribe: false });
  const subscribe = () => subscriber.subscribe(channel).then(missed, () => undefined);
  if (subscriber.status === 'ready') void subscribe();
  subscriber.on('ready', () => void subscribe());
  subscriber.on('message', (_channel, text) => {
    const { from, key } = JSON.parse(text) as { from: string; key: string };
    if (from !== me) changed(key);
  });
  return subscriber;
}
