import type { Redis } from 'ioredis';
import { newId } from '../ids.ts';
import type { Rest } from '../redis/rest-after-failure.ts';

/** The part of a cache that processes share. Nothing here rejects: Redis being away means that nothing is found. */
export interface SharedValues {
  get(key: string): Promise<{ value: unknown; ttlMs: number } | undefined>;
  /** Keeps what was loaded, unless somebody has set something meanwhile. Nobody waits for that. */
  keep(key: string, ttlMs: number, value: unknown): void;
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

/** So long after it could not subscribe, a connection that is there tries again. */
const SUBSCRIBE_AGAIN_MS = 1000;

/** Values in Redis, and news of their changes over its publish/subscribe. */
export function sharedValues(redis: Redis, prefix: string, rest: Rest, listener: Listener): SharedValues {
  const me = newId();
  const channel = `${prefix}:changes`;
  const subscriber = listen(redis, channel, listener, me);
  const { asked, told } = rest;
  const changed = (key: string, change: () => Promise<unknown>) =>
    told(() => Promise.all([change(), redis.publish(channel, JSON.stringify({ from: me, key }))]));

  return {
    get: (key) =>
      asked(async () => {
        const text = await redis.get(`${prefix}:${key}`);
        if (text === null) return undefined;
        const { value, until } = JSON.parse(text) as { value: unknown; until: number };
        const ttlMs = until - Date.now();
        return ttlMs > 0 ? { value, ttlMs } : undefined;
      }),
    keep(key, ttlMs, value) {
      void asked(() => redis.set(`${prefix}:${key}`, textOf(value, ttlMs), 'PX', Math.ceil(ttlMs), 'NX'));
    },
    set: (key, ttlMs, value) =>
      changed(key, () => redis.set(`${prefix}:${key}`, textOf(value, ttlMs), 'PX', Math.ceil(ttlMs))),
    delete: (key) => changed(key, () => redis.unlink(`${prefix}:${key}`)),
    async close() {
      subscriber.disconnect();
    },
  };
}

const textOf = (value: unknown, ttlMs: number) => JSON.stringify({ value, until: Date.now() + ttlMs });

/** A connection that listens can do nothing else. It subscribes again by itself whenever it is back. */
function listen(redis: Redis, channel: string, { changed, missed }: Listener, me: string): Redis {
  const subscriber = redis.duplicate({ autoResubscribe: false });
  const subscribe = (): void => {
    subscriber.subscribe(channel).then(missed, () => {
      missed();
      // A lost connection subscribes when it is back. This one may only be slow, and listen from any time on.
      if (subscriber.status === 'ready') setTimeout(subscribe, SUBSCRIBE_AGAIN_MS).unref();
    });
  };
  if (subscriber.status === 'ready') subscribe();
  subscriber.on('ready', subscribe);
  subscriber.on('message', (_channel, text) => {
    const { from, key } = JSON.parse(text) as { from: string; key: string };
    if (from !== me) changed(key);
  });
  return subscriber;
}
