import { Counter, Histogram, type Registry } from 'prom-client';
import type { EventBus } from '../messaging/bus.ts';
import { isInfrastructureFailure } from '../messaging/infrastructure-failure.ts';
import { collectedGauge } from './collected-gauge.ts';

/** From the 10 ms in which a friend's screen follows to the hour after a long outage. */
const LAG_BUCKETS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 3600];

/** The bus with its figures in the registry: what waits, what is dead, what was done, and how late. */
export function measuredBus(bus: EventBus, registry: Registry): EventBus {
  const registers: [Registry] = [registry];
  const published = new Counter({
    name: 'besteam_events_published_total',
    help: 'Events that the bus has accepted',
    labelNames: ['type'],
    registers,
  });
  const handled = new Counter({
    name: 'besteam_events_handled_total',
    help: 'Events handed to a consumer: done, refused (a try used up), or postponed while infrastructure is away',
    labelNames: ['queue', 'type', 'outcome'],
    registers,
  });
  const lag = new Histogram({
    name: 'besteam_event_lag_seconds',
    help: 'From what an event tells of to its consumer having done with it',
    labelNames: ['queue', 'type'],
    buckets: LAG_BUCKETS,
    registers,
  });
  collectedGauge({
    name: 'besteam_queue_events',
    help: 'Events in a queue: ready, retrying (refused, and waiting for another try) or dead',
    labelNames: ['queue', 'state'],
    registers,
    read: async () =>
      Object.entries(await bus.depth()).flatMap(([queue, depth]) =>
        Object.entries(depth).map(([state, value]) => ({ labels: { queue, state }, value })),
      ),
  });
  return {
    ...bus,
    async publish(event) {
      await bus.publish(event);
      published.inc({ type: event.type });
    },
    consume(options) {
      const { queue, handle } = options;
      return bus.consume({
        ...options,
        async handle(event) {
          const { type, time } = event;
          try {
            await handle(event);
          } catch (error) {
            handled.inc({ queue, type, outcome: isInfrastructureFailure(error) ? 'postponed' : 'refused' });
            throw error;
          }
          handled.inc({ queue, type, outcome: 'done' });
          lag.observe({ queue, type }, Math.max(0, Date.now() - Date.parse(time)) / 1000);
        },
      });
    },
  };
}
