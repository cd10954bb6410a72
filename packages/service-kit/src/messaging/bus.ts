import type { EventEnvelope } from './event.ts';

/**
 * How services hear of each other. Delivery is at least once, and in no promised order among processes and tries:
 * handlers must be idempotent.
 * A handler that throws has used up a try; the event waits in growing delays and after the fifth try lies among the
 * queue's dead letters, while the others go on. A handler that throws because infrastructure is away
 * (`isInfrastructureFailure`) pauses its consumer instead and uses up nothing: no other event is handed over until one
 * that was tried for all is through.
 */
export interface EventBus {
  /** Resolves once the event is safe for every queue bound to its type, also those whose consumer is away. */
  publish(event: EventEnvelope): Promise<void>;
  /**
   * Binds `queue` to the types and hands over its events: several at once, those of one subject one after the other, as
   * they come. A refused one comes again later, behind those of its subject that came meanwhile; another process that
   * consumes the queue has turns of its own.
   */
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
  /**
   * false: the queue is this process's own and goes when the consumer closes; its events come one at a time. Default
   * true.
   */
  durable?: boolean;
  /** How many events, each of another subject, may be in the handler's hands. Default 8. */
  atOnce?: number;
}

export interface Consumer {
  /** Takes no further event and waits for the handlers of those in hand. */
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
