import type { Connection } from 'rabbitmq-client';

/** Every event goes through this topic exchange, by its type. */
export const EXCHANGE = { exchange: 'besteam.events', type: 'topic', durable: true };

/**
 * A handler that kills its process refuses nothing: the broker counts such deliveries itself and puts the event among
 * the dead letters. It is RabbitMQ 4's own default.
 */
const DELIVERY_LIMIT = 20;
/** Looking at dead letters is a delivery too. */
const LOOKS_AT_DEAD_LETTERS = 1_000_000;

export const deadQueue = (queue: string) => `${queue}.dead`;
/** Its delay is in its name, because a queue that exists cannot be given another. */
export const retryQueue = (queue: string, delayMs: number) => `${queue}.retry.${delayMs}`;

/** The client's own type of these arguments knows but a part of them. */
export interface QueueDeclaration {
  queue: string;
  durable: boolean;
  arguments: Record<string, string | number>;
}

/** A durable consumer's queue: replicated where there are several brokers, and written to disk before it confirms. */
export const mainQueue = (queue: string) =>
  quorum(queue, { ...deadLettersTo(deadQueue(queue)), 'x-delivery-limit': DELIVERY_LIMIT });

export interface DurableQueue {
  queue: string;
  types: string[];
  /** Waits between the tries of a refused event, in milliseconds. */
  delaysMs: number[];
}

/** Declares a consumer's queue with all that belongs to it, so that events wait there before it comes; harmless when it is there already. */
export async function declareQueue(rabbit: Connection, { queue, types, delaysMs }: DurableQueue): Promise<void> {
  await declareFailureQueues(rabbit, queue, delaysMs);
  await rabbit.queueDeclare(mainQueue(queue));
  for (const routingKey of types) await rabbit.queueBind({ exchange: EXCHANGE.exchange, queue, routingKey });
}

/** Declares what refused events need. */
export async function declareFailureQueues(rabbit: Connection, queue: string, delaysMs: number[]): Promise<void> {
  await rabbit.queueDeclare(quorum(deadQueue(queue), { 'x-delivery-limit': LOOKS_AT_DEAD_LETTERS }));
  for (const delay of new Set(delaysMs)) {
    await rabbit.queueDeclare(quorum(retryQueue(queue, delay), { ...deadLettersTo(queue), 'x-message-ttl': delay }));
  }
}

/** What expires or is delivered too often is handed on with confirms, so that a broker's crash cannot lose it. */
const deadLettersTo = (queue: string) => ({
  'x-dead-letter-exchange': '',
  'x-dead-letter-routing-key': queue,
  'x-dead-letter-strategy': 'at-least-once',
  'x-overflow': 'reject-publish',
});

const quorum = (queue: string, settings: Record<string, string | number>): QueueDeclaration => ({
  queue,
  durable: true,
  arguments: { 'x-queue-type': 'quorum', ...settings },
});
