import type { Registry } from 'prom-client';
import type { Outbox, OutboxLag } from '../messaging/outbox.ts';
import { collectedGauge, type Reading } from './collected-gauge.ts';

/** The outboxes of each registry: several services may share one. */
const watched = new WeakMap<Registry, Set<Outbox>>();

/** Shows how many events wait in the outbox and for how long the oldest does; answers how to stop that. */
export function watchOutbox(registry: Registry, outbox: Outbox): () => void {
  const outboxes = watched.get(registry) ?? firstOf(registry);
  outboxes.add(outbox);
  return () => void outboxes.delete(outbox);
}

function firstOf(registry: Registry): Set<Outbox> {
  const outboxes = new Set<Outbox>();
  watched.set(registry, outboxes);
  const gauge = { labelNames: ['outbox'], registers: [registry] as [Registry] };
  const lags = async (value: (lag: OutboxLag) => number): Promise<Reading[]> => {
    const readings = [...outboxes].map(async (outbox) => {
      const lag = await outbox.lag?.();
      return lag ? [{ labels: { outbox: outbox.name }, value: value(lag) }] : [];
    });
    return (await Promise.allSettled(readings)).flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  };
  collectedGauge({
    ...gauge,
    name: 'besteam_outbox_pending',
    help: 'Events that were written and not published yet',
    read: () => lags(({ pending }) => pending),
  });
  collectedGauge({
    ...gauge,
    name: 'besteam_outbox_oldest_seconds',
    help: 'For how long the oldest of them has waited; 0 when none does',
    read: () => lags(({ oldestMs }) => oldestMs / 1000),
  });
  return outboxes;
}
