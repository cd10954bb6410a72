import { Counter, type Registry } from 'prom-client';
import type { Cache } from '../cache/cache.ts';

/** The cache with its hits and misses counted: a hit is what nobody had to load for this caller. */
export function measuredCache(cache: Cache, registry: Registry): Cache {
  let [reads, misses] = [0, 0];
  new Counter({
    name: 'besteam_cache_reads_total',
    help: 'Reads of the cache that were answered from it (hit) or had to load (miss)',
    labelNames: ['result'],
    registers: [registry],
    // Reading it is what a cache is asked for most: counted with two numbers, and written down when somebody looks.
    collect() {
      this.reset();
      this.inc({ result: 'hit' }, reads - misses);
      this.inc({ result: 'miss' }, misses);
    },
  });
  return {
    ...cache,
    getOrSet(key, ttlMs, load) {
      reads += 1;
      return cache.getOrSet(key, ttlMs, () => {
        misses += 1;
        return load();
      });
    },
  };
}
