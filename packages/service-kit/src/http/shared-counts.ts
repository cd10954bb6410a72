import type { Redis } from 'ioredis';

/** Counts by key in windows that begin with the key's first count: local at once, with the other processes' a little later. */
export interface SharedCounts {
  /** Counts one; answers how many there are in this window as far as this process knows, and when the next begins. */
  count(key: string): { count: number; remainingMs: number };
  close(): void;
}

const SYNCHRONISE_MS = 500;

interface Counted {
  /** In Redis, by all processes, when last heard of, and what we have sent since. */
  shared: number;
  /** Ours that Redis was not sent yet. */
  unsent: number;
  /** When the window ends, in milliseconds since 1970. */
  until: number;
}

/** Without Redis, or while it is away, this process counts alone. */
export function sharedCounts(name: string, windowMs: number, redis: Redis | undefined): SharedCounts {
  const counts = new Map<string, Counted>();

  const synchronise = async () => {
    for (const [key, { until }] of counts) if (until <= Date.now()) counts.delete(key);
    const waiting = [...counts].filter(([, { unsent }]) => unsent > 0);
    if (!redis || waiting.length === 0) return;
    const pipeline = redis.pipeline();
    for (const [key, counted] of waiting) {
      const shared = `besteam:limit:${name}:${key}`;
      pipeline.incrby(shared, counted.unsent).pexpire(shared, windowMs, 'NX').pttl(shared);
      // Sent once, answered or not: what a slow Redis leaves unanswered it does later, and twice would refuse somebody.
      counted.shared += counted.unsent;
      counted.unsent = 0;
    }
    const replies = (await pipeline.exec()) ?? [];
    for (const [i, [, counted]] of waiting.entries()) {
      const [total, rest] = [replies[i * 3]?.[1], replies[i * 3 + 2]?.[1]];
      if (typeof total !== 'number' || typeof rest !== 'number') continue;
      counted.shared = total;
      counted.until = Date.now() + rest;
    }
  };

  const timer = setInterval(() => void synchronise().catch(() => undefined), SYNCHRONISE_MS).unref();
  return {
    count(key) {
      const known = counts.get(key);
      const now = Date.now();
      const isKnown = known !== undefined && known.until > now;
      const counted = isKnown ? known : { shared: 0, unsent: 0, until: now + windowMs };
      if (!isKnown) counts.set(key, counted);
      counted.unsent += 1;
      return { count: counted.shared + counted.unsent, remainingMs: counted.until - now };
    },
    close: () => clearInterval(timer),
  };
}
