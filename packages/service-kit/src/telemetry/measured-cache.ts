import { Counter, type Registry } from 'prom-client';
import type { Cache } from '../cache/cache.ts';

/** The cache with its hits and misses counted: a hit is what nobody had to load for this caller. */
export function measuredCache(cache: Cache, registry: Registry): Cache {
  const reads = new Counter({
    name: 'besteam_cache_reads_total',
    help: 'Reads of the cache that were answered from it (hit) or had to load (miss)',
    labelNames: ['result'],
    registers: [registry],
  });
  const [hits, misses] = [reads.labels('hit'), reads.labels('miss')];
  return {
    ...cache,
    async getOrSet(key, ttlMs, load) {
      let counter = hits;
      const value = await cache.getOrSet(key, ttlMs, () => {
        counter = misses;
        return load();
      });
      counter.inc();
      return value;
    },
  };
}
