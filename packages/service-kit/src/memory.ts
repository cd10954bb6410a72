/** A map that forgets: entries after `ttlMs` (what nobody asks for again, with the next that comes), and the oldest ones beyond `most`. */
export interface Memory<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  delete(key: string): void;
}

interface MemoryOptions {
  most: number;
  ttlMs: number;
  /** Milliseconds since 1970. */
  now?: () => number;
}

export function createMemory<V>({ most, ttlMs, now = Date.now }: MemoryOptions): Memory<V> {
  const entries = new Map<string, { value: V; until: number }>();
  return {
    get(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      if (entry.until > now()) return entry.value;
      entries.delete(key);
      return undefined;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, { value, until: now() + ttlMs });
      forget();
    },
    delete: (key) => void entries.delete(key),
  };

  /** They lie in the order of their end. */
  function forget(): void {
    for (const [key, { until }] of entries) {
      if (until > now() && entries.size <= most) return;
      entries.delete(key);
    }
  }
}
