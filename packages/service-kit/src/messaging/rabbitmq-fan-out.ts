import type { FastifyBaseLogger as Logger } from 'fastify';
import { type Connection, ConsumerStatus } from 'rabbitmq-client';
import { newId } from '../ids.ts';
import type { ConsumeOptions, Consumer } from './bus.ts';
import { startConsumer } from './rabbitmq-consumer.ts';
import { eventOf } from './rabbitmq-message.ts';

const PREFETCH = 100;
/** How long the broker keeps events for a replica whose connection is lost, and how many. */
const EXPIRES_MS = 60_000;
const LENGTH = 10_000;

/** A queue of this process's own that goes with it. An event that fails is logged and gone. */
export async function consumePassing(
  rabbit: Connection,
  logger: Logger,
  { queue: name, types, handle }: ConsumeOptions,
): Promise<Consumer> {
  const queue = `${name}.${newId()}`;
  const settings = { 'x-expires': EXPIRES_MS, 'x-max-length': LENGTH };
  let closing = false;
  const consumer = await startConsumer({
    rabbit,
    logger,
    declared: { queue, durable: true, arguments: settings, types },
    prefetch: PREFETCH,
    concurrency: 1,
    async handle(message) {
      if (closing) return ConsumerStatus.ACK;
      try {
        await handle(eventOf(message));
      } catch (error) {
        const { messageId: eventId, type: eventType } = message;
        logger.warn({ err: error, queue: name, eventId, eventType }, 'event lost on a passing consumer');
      }
      return ConsumerStatus.ACK;
    },
  });
  return {
    async close() {
      closing = true;
      await consumer.close();
      // It would expire anyway.
      await rabbit.queueDelete(queue).catch(() => undefined);
    },
  };
}
