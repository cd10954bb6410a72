import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { openCache } from '../cache/open-cache.ts';
import { lagOf, type Outbox, type OutboxLag } from '../messaging/outbox.ts';
import { collectedGauge } from './collected-gauge.ts';
import { measuredCache } from './measured-cache.ts';
import { watchOutbox } from './outbox-metrics.ts';

const shown = async (registry: Registry, name: string) =>
  (await registry.metrics()).split('\n').filter((line) => line.startsWith(name));

function outboxOf(name: string, lag: () => Promise<OutboxLag>): Outbox {
  return { name, lag, pending: async () => [], published: async () => undefined };
}

describe('the metrics of the cache', () => {
  it('count a hit for whom nobody had to load, and a miss for the others', async () => {
    const registry = new Registry();
    const cache = measuredCache(openCache({ name: 'test' }), registry);
    const load = async () => 'value';
    await cache.getOrSet('key', 60_000, load);
    for (let i = 0; i < 3; i += 1) await cache.getOrSet('key', 60_000, load);
    expect((await shown(registry, 'besteam_cache_reads_total{')).toSorted()).toEqual([
      'besteam_cache_reads_total{result="hit"} 3',
      'besteam_cache_reads_total{result="miss"} 1',
    ]);
    await cache.close();
  });
});

describe('the metrics of the outboxes', () => {
  it('show each of a process’s, until it is closed, and leave out the one that cannot be asked', async () => {
    const registry = new Registry();
    const close = watchOutbox(
      registry,
      outboxOf('users', async () => ({ pending: 7, oldestMs: 1500 })),
    );
    watchOutbox(
      registry,
      outboxOf('matches', () => Promise.reject(new Error('away'))),
    );
    expect(await shown(registry, 'besteam_outbox_pending{')).toEqual(['besteam_outbox_pending{outbox="users"} 7']);
    expect(await shown(registry, 'besteam_outbox_oldest_seconds{')).toEqual([
      'besteam_outbox_oldest_seconds{outbox="users"} 1.5',
    ]);
    close();
    expect(await shown(registry, 'besteam_outbox_pending{')).toEqual([]);
  });

  it('tell how many wait and for how long the oldest has', () => {
    const now = Date.parse('2026-11-22T10:00:10.000Z');
    expect(lagOf(['2026-11-22T10:00:09.000Z', '2026-11-22T10:00:03.000Z'], now)).toEqual({
      pending: 2,
      oldestMs: 7000,
    });
    expect(lagOf([], now)).toEqual({ pending: 0, oldestMs: 0 });
  });
});

describe('a gauge that is read when somebody looks', () => {
  it('is absent when it cannot be read within a second, instead of old', async () => {
    const registry = new Registry();
    let read: () => Promise<{ labels: Record<string, string>; value: number }[]> = async () => [
      { labels: { of: 'one' }, value: 1 },
    ];
    collectedGauge({
      name: 'gauge',
      help: 'of the test',
      labelNames: ['of'],
      registers: [registry],
      read: () => read(),
    });
    expect(await shown(registry, 'gauge{')).toEqual(['gauge{of="one"} 1']);
    read = () => new Promise(() => undefined);
    const asked = performance.now();
    expect(await shown(registry, 'gauge{')).toEqual([]);
    expect(performance.now() - asked).toBeLessThan(5000);
  });
});
