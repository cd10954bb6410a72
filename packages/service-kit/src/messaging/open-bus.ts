import type { FastifyBaseLogger as Logger } from 'fastify';
import type { EventBus } from './bus.ts';
import { openEmbeddedBus } from './embedded-bus.ts';
import { checkedBus } from './event-schemas.ts';
import { openRabbitBus } from './rabbitmq-bus.ts';

export interface BusChoice {
  /** RabbitMQ's address; without it the bus is a file of this process. */
  url: string | undefined;
  file: string;
  ca: string;
  name: string;
  logger: Logger;
  eventSchemas: Record<string, object>;
  retryDelaysMs?: number[] | undefined;
  queues?: Record<string, string[]> | undefined;
}

/** The event bus that the settings choose, with its contract enforced, and how to ask whether it is there. */
export async function openBus(choice: BusChoice): Promise<{ bus: EventBus; ping: () => Promise<void> }> {
  const { url, file, ca, name, logger, eventSchemas, retryDelaysMs, queues } = choice;
  if (url !== undefined) {
    const rabbit = await openRabbitBus({ url, ca, name, logger, retryDelaysMs, queues });
    return { bus: checkedBus(rabbit, eventSchemas), ping: rabbit.ping };
  }
  const embedded = openEmbeddedBus({ file, logger, retryDelaysMs, queues });
  return { bus: checkedBus(embedded, eventSchemas), ping: async () => void (await embedded.depth()) };
}
