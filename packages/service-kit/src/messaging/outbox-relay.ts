import type { FastifyBaseLogger as Logger } from 'fastify';
import type { Registry } from 'prom-client';
import { watchOutbox } from '../telemetry/outbox-metrics.ts';
import type { EventBus } from './bus.ts';
import { isInfrastructureFailure } from './infrastructure-failure.ts';
import type { Outbox, Pending, Relay } from './outbox.ts';
import { wakeable } from './wakeable.ts';

export type { Outbox, Pending, Relay } from './outbox.ts';

const BATCH = 50;
const LONGEST_REST_MS = 30_000;

export interface RelayOptions<P extends Pending> {
  outbox: Outbox<P>;
  bus: EventBus;
  logger: Logger;
  /** Where the outbox's lag is shown. */
  metrics?: Registry | undefined;
  /** The longest an event waits when nobody calls `wake`. Default 1000. */
  everyMs?: number;
  onPublished?: (pending: P) => void;
}

/**
 * Publishes what the outbox holds: when woken, and every `everyMs`. While the store or the bus is away it rests twice
 * as long after each failure, up to 30 s, and does not listen. An event that cannot be published is logged, tried
 * again at every pass, and holds up no other.
 */
export function startRelay<P extends Pending>(options: RelayOptions<P>): Relay {
  const { outbox, logger, metrics, everyMs = 1000 } = options;
  const rest = wakeable();
  const backOff = wakeable();
  let stopped = false;
  let last: Promise<void> = Promise.resolve();

  /** One pass at a time: each waits for the one before. */
  const pass = (): Promise<void> => {
    const next = last.then(() => publishAll(options));
    last = next.catch(() => undefined);
    return next;
  };

  const loop = async () => {
    let failures = 0;
    let complaint = '';
    while (!stopped) {
      try {
        await pass();
        failures = 0;
        complaint = '';
      } catch (error) {
        failures = isInfrastructureFailure(error) ? failures + 1 : 0;
        if (String(error) !== complaint) logger.warn({ err: error, outbox: outbox.name }, 'events wait in the outbox');
        complaint = String(error);
      }
      if (stopped) return;
      if (failures === 0) await rest.wait(everyMs);
      else await backOff.wait(Math.min(everyMs * 2 ** failures, LONGEST_REST_MS));
    }
  };
  void loop();
  const unwatch = metrics ? watchOutbox(metrics, outbox) : () => undefined;

  return {
    wake: rest.wake,
    drain: pass,
    async stop() {
      stopped = true;
      unwatch();
      rest.wake();
      backOff.wake();
      await last;
    },
  };
}

/** Throws at lost infrastructure at once, and at events that cannot be published when it has done all others. */
async function publishAll<P extends Pending>({ outbox, bus, onPublished }: RelayOptions<P>): Promise<void> {
  /** Tried in this pass: a store's index may go on listing an event for a moment after it was marked. */
  const tried = new Set<string>();
  const stuck = new Map<string, unknown>();
  for (;;) {
    const batch = (await outbox.pending(BATCH + stuck.size)).filter(({ event }) => !tried.has(event.id));
    if (batch.length === 0) break;
    const outcomes = await Promise.allSettled(
      batch.map(async (pending) => {
        tried.add(pending.event.id);
        await bus.publish(pending.event);
        await outbox.published(pending);
        onPublished?.(pending);
      }),
    );
    for (const [i, outcome] of outcomes.entries()) {
      if (outcome.status === 'fulfilled') continue;
      if (isInfrastructureFailure(outcome.reason)) throw outcome.reason;
      stuck.set(batch[i]?.key ?? '', outcome.reason);
    }
  }
  if (stuck.size > 0)
    throw new AggregateError(stuck.values(), `events cannot be published: ${[...stuck.keys()].join(', ')}`);
}
