import type { EventEnvelope } from './event.ts';

/**
 * How services hear of each other. Delivery is at least once and in no promised order: handlers must be idempotent.
 * A handler that throws has used up a try; the event waits in growing delays and after the fifth try lies among the
 * queue's dead letters, while the others go on. A handler that throws because infrastructure is away
 * (`isInfrastructureFailure`) pauses its consumer instead and uses up nothing.
 */
export interface EventBus {
  /** Resolves once the event is safe for every queue bound to its type, also those whose consumer is away. */
  publish(event: EventEnvelope): Promise<void>;
  /** Binds `queue` to the types and hands over one event at a time. */
  consume(options: ConsumeOptions): Promise<Consumer>;
  /** The queue's dead letters, oldest first. */
  deadLetters(queue: string): Promise<EventEnvelope[]>;
  /** Gives every dead letter of the queue five new tries; answers how many there were. */
  replayDeadLetters(queue: string): Promise<number>;
  /** How many events lie in each queue, of those this process consumes at least; for metrics. */
  depth(): Promise<Record<string, QueueDepth>>;
  /** Closes every consumer, as `Consumer.close` does, and then the bus. */
  close(): Promise<void>;
}

export interface ConsumeOptions {
  queue: string;
  types: string[];
  handle: (event: EventEnvelope) => Promise<void>;
  /** false: the queue is this process's own and goes when the consumer closes. Default true. */
  durable?: boolean;
}

export interface Consumer {
  /** Takes no further event and waits for the handler of the one in hand. */
  close(): Promise<void>;
}

export interface QueueDepth {
  ready: number;
  retrying: number;
  dead: number;
}

/** What a handler throws when the event itself is at fault: uses up a try. */
export class RefusedEvent extends Error {
  override readonly name = 'RefusedEvent';
}
