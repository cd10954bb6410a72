import type { FastifyBaseLogger as Logger } from 'fastify';
import { type AsyncMessage, type Connection, type ConsumerProps, ConsumerStatus } from 'rabbitmq-client';
import type { ConsumeOptions, Consumer } from './bus.ts';
import { isInfrastructureFailure } from './infrastructure-failure.ts';
import { AT_HAND_FOR_EACH, openLanes } from './lanes.ts';
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

export interface RabbitConsumer {
  rabbit: Connection;
  publisher: RabbitPublisher;
  queue: string;
  types: string[];
  handle: ConsumeOptions['handle'];
  atOnce: number;
  logger: Logger;
  retryDelaysMs: number[];
  pauseDelaysMs: number[];
}

/** Declares the queue and those of its failures, and hands over its events, several at once, until closed. */
export async function consumeDurably(options: RabbitConsumer): Promise<Consumer> {
  const { rabbit, queue, types, atOnce, logger, pauseDelaysMs } = options;
  const onRest = (error: unknown, ms: number) =>
    logger.warn({ err: error, queue, pauseMs: ms }, 'infrastructure is away: the consumer pauses');
  const lanes = openLanes({ atOnce, delaysMs: pauseDelaysMs, onRest });
  const handle = async (message: AsyncMessage): Promise<ConsumerStatus> => {
    const done = await lanes.add(subjectOf(message), () => tryOnce(options, message));
    return done ? ConsumerStatus.ACK : ConsumerStatus.REQUEUE;
  };

  await declareFailureQueues(rabbit, queue, options.retryDelaysMs);
  const declared = { ...mainQueue(queue), types };
  const atHand = atOnce * AT_HAND_FOR_EACH;
  const consumer = await startConsumer({ rabbit, logger, declared, prefetch: atHand, concurrency: atHand, handle });
  return {
    async close() {
      lanes.close();
      await consumer.close();
    },
  };
}

/** Somebody else's message has none; it is refused in its turn. */
function subjectOf(message: AsyncMessage): string | undefined {
  try {
    return eventOf(message).subject;
  } catch {
    return undefined;
  }
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
  concurrency: number;
  handle(message: AsyncMessage): Promise<ConsumerStatus>;
}

/** Resolves when the queue is bound and its events come. After a lost connection all of that happens again by itself. */
export async function startConsumer(options: StartConsumer): Promise<Consumer> {
  const { rabbit, logger, prefetch, concurrency, handle } = options;
  const { queue, types, ...queueOptions } = options.declared;
  const props: ConsumerProps = {
    queue,
    queueOptions,
    exchanges: [EXCHANGE],
    queueBindings: types.map((routingKey) => ({ exchange: EXCHANGE.exchange, queue, routingKey })),
    qos: { prefetchCount: prefetch },
    concurrency,
  };
  const consumer = rabbit.createConsumer(props, handle);
  consumer.on('error', (error) => logger.warn({ err: error, queue }, 'the consumer lost its queue and looks for it'));
  await new Promise<void>((resolve) => consumer.once('ready', resolve));
  // A connection lost while closing has closed the consumer too.
  return { close: () => consumer.close().catch(() => undefined) };
}
