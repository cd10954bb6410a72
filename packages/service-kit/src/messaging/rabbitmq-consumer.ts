import type { FastifyBaseLogger as Logger } from 'fastify';
import { type AsyncMessage, type Connection, type ConsumerProps, ConsumerStatus } from 'rabbitmq-client';
import type { ConsumeOptions, Consumer } from './bus.ts';
import { isInfrastructureFailure } from './infrastructure-failure.ts';
import { bytesOf, eventOf, messageOf, triesOf } from './rabbitmq-message.ts';
import type { RabbitPublisher } from './rabbitmq-publisher.ts';
import {
  deadQueue,
  declareFailureQueues,
  EXCHANGE,
  mainQueue,
  type QueueDeclaration,
  retryQueue,
} from './rabbitmq-topology.ts';
import { wakeable } from './wakeable.ts';

/** Events that travel while the one before is handled. */
const PREFETCH = 20;

export interface RabbitConsumer {
  rabbit: Connection;
  publisher: RabbitPublisher;
  queue: string;
  types: string[];
  handle: ConsumeOptions['handle'];
  logger: Logger;
  retryDelaysMs: number[];
  pauseDelaysMs: number[];
}

/** Declares the queue and those of its failures, and hands over one event after the other until closed. */
export async function consumeDurably(options: RabbitConsumer): Promise<Consumer> {
  const { rabbit, queue, types, logger, pauseDelaysMs } = options;
  const pause = wakeable();
  let closing = false;

  const attempt = async (message: AsyncMessage): Promise<ConsumerStatus> => {
    for (let pauses = 0; !closing; pauses += 1) {
      try {
        await tryOnce(options, message);
        return ConsumerStatus.ACK;
      } catch (error) {
        const delay = pauseDelaysMs[Math.min(pauses, pauseDelaysMs.length - 1)] ?? 1000;
        logger.warn({ err: error, queue, pauseMs: delay }, 'infrastructure is away: the consumer pauses');
        if (!closing) await pause.wait(delay);
      }
    }
    return ConsumerStatus.REQUEUE;
  };

  await declareFailureQueues(rabbit, queue, options.retryDelaysMs);
  const declared = { ...mainQueue(queue), types };
  const consumer = await startConsumer({ rabbit, logger, declared, prefetch: PREFETCH, handle: attempt });
  return {
    async close() {
      closing = true;
      pause.wake();
      await consumer.close();
    },
  };
}

/** Throws only when infrastructure is away, the broker included; otherwise the event is done with, here. */
async function tryOnce(options: RabbitConsumer, message: AsyncMessage): Promise<void> {
  try {
    await options.handle(eventOf(message));
  } catch (error) {
    if (isInfrastructureFailure(error)) throw error;
    await refuse(options, message, error);
  }
}

/** A copy with one try more goes on its way before the original is acknowledged: a crash in between makes two of it. */
async function refuse(options: RabbitConsumer, message: AsyncMessage, error: unknown): Promise<void> {
  const { publisher, logger, queue, retryDelaysMs } = options;
  const { messageId: id = '', type = '' } = message;
  const tries = triesOf(message) + 1;
  const delay = retryDelaysMs[tries - 1];
  const facts = { err: error, queue, eventId: id, eventType: type, tries };
  const copy = messageOf(bytesOf(message), { type, id, tries, refusal: String(error).slice(0, 500) });
  if (delay === undefined) {
    logger.error(facts, 'event refused for the last time: it is a dead letter now');
    await publisher.sendTo(deadQueue(queue), copy);
  } else {
    logger.warn({ ...facts, retryInMs: delay }, 'event refused: it will be tried again');
    await publisher.sendTo(retryQueue(queue, delay), copy);
  }
}

export interface StartConsumer {
  rabbit: Connection;
  logger: Logger;
  declared: QueueDeclaration & { types: string[] };
  prefetch: number;
  handle(message: AsyncMessage): Promise<ConsumerStatus>;
}

/** Resolves when the queue is bound and its events come. After a lost connection all of that happens again by itself. */
export async function startConsumer(options: StartConsumer): Promise<Consumer> {
  const { rabbit, logger, prefetch, handle } = options;
  const { queue, types, ...queueOptions } = options.declared;
  const props: ConsumerProps = {
    queue,
    queueOptions,
    exchanges: [EXCHANGE],
    queueBindings: types.map((routingKey) => ({ exchange: EXCHANGE.exchange, queue, routingKey })),
    qos: { prefetchCount: prefetch },
    concurrency: 1,
  };
  const consumer = rabbit.createConsumer(props, handle);
  consumer.on('error', (error) => logger.warn({ err: error, queue }, 'the consumer lost its queue and looks for it'));
  await new Promise<void>((resolve) => consumer.once('ready', resolve));
  // A connection lost while closing has closed the consumer too.
  return { close: () => consumer.close().catch(() => undefined) };
}
