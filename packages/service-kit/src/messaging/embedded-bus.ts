import type { FastifyBaseLogger as Logger } from 'fastify';
import type { Consumer, EventBus } from './bus.ts';
import { HANDLE_MS, withDeadline } from './deadline.ts';
import { consumeDurably } from './embedded-consumer.ts';
import { openQueueStore } from './embedded-queues.ts';
import { openFanOut } from './fan-out.ts';
import { AT_ONCE } from './lanes.ts';

export interface EmbeddedBusOptions {
  /** The SQLite file; one process at a time may have it open. */
  file: string;
  logger: Logger;
  /** Waits between the tries of a refused event, in milliseconds; after one try more it is dead. Default 1 s, 5 s, 30 s, 2 min. */
  retryDelaysMs?: number[] | undefined;
  /** Waits of a consumer whose infrastructure is away; the last one repeats. Default 0.5 s … 10 s. */
  pauseDelaysMs?: number[] | undefined;
  /** How long a handler may take before that counts as a refusal. Default 30 s. */
  handleMs?: number | undefined;
  /** Queues that there shall be before their consumers come, with their types. */
  queues?: Record<string, string[]> | undefined;
}

export const RETRY_DELAYS_MS = [1000, 5000, 30_000, 120_000];
export const PAUSE_DELAYS_MS = [500, 1000, 2000, 5000, 10_000];

/**
 * The event bus inside one process: queues lie in a SQLite file that is synchronised before a publication resolves, so that
 * neither a killed process nor a power cut loses an event whose `publish` resolved.
 * Throws when another process has the file open.
 */
export function openEmbeddedBus(options: EmbeddedBusOptions): EventBus {
  const { file, logger, retryDelaysMs = RETRY_DELAYS_MS, pauseDelaysMs = PAUSE_DELAYS_MS } = options;
  const { handleMs = HANDLE_MS, queues = {} } = options;
  const store = openQueueStore(file);
  for (const [queue, types] of Object.entries(queues)) store.bind(queue, types);
  const fanOut = openFanOut(logger);
  const consumers = new Set<Consumer>();
  let closing: Promise<void> | undefined;
  let closed = false;

  /** Handlers may publish while the bus waits for them to finish. */
  const opened = () => {
    if (closed) throw new Error('The event bus is closed');
  };
  const tracked = (consumer: Consumer): Consumer => {
    consumers.add(consumer);
    return { close: () => consumer.close().finally(() => consumers.delete(consumer)) };
  };

  const closeAll = async () => {
    await Promise.all([...consumers].map((consumer) => consumer.close()));
    closed = true;
    await store.close();
  };

  return {
    async publish(event) {
      opened();
      store.publish(event);
      await store.durable();
      fanOut.publish(event);
    },
    async consume({ queue, types, handle: unbounded, durable = true, atOnce = AT_ONCE }) {
      opened();
      if (closing) throw new Error('The event bus is closing');
      const handle = withDeadline(unbounded, handleMs);
      if (!durable) return tracked(fanOut.consume({ queue, types, handle }));
      store.bind(queue, types);
      return tracked(consumeDurably({ store, queue, handle, atOnce, logger, retryDelaysMs, pauseDelaysMs }));
    },
    async deadLetters(queue) {
      opened();
      return store.deadLetters(queue);
    },
    async replayDeadLetters(queue) {
      opened();
      return store.replayDeadLetters(queue);
    },
    async depth() {
      opened();
      return store.depth();
    },
    close() {
      closing ??= closeAll();
      return closing;
    },
  };
}
