import type { EventEnvelope } from './event.ts';

/** An event that was written with the state it tells of and waits to be published. */
export interface Pending {
  /** Tells this publication from others of the same outbox. */
  key: string;
  event: EventEnvelope;
}

/** Where a store keeps events until they are published. `P` carries what the adapter needs to mark one (a version). */
export interface Outbox<P extends Pending = Pending> {
  /** For logs and metrics. */
  name: string;
  pending(limit: number): Promise<P[]>;
  /** What waits, also for others who hold it: for metrics, so an estimate from below will do where counting is dear. */
  lag?(): Promise<OutboxLag>;
  /** Marks one as published. Called only after the bus has accepted it; a crash in between publishes it once more. */
  published(pending: P): Promise<void>;
}

export interface OutboxLag {
  pending: number;
  /** How long the oldest has waited; 0 when none does. */
  oldestMs: number;
}

/** The lag of events that wait since these moments (RFC 3339). */
export function lagOf(since: string[], nowMs: number): OutboxLag {
  const oldest = Math.min(nowMs, ...since.map((one) => Date.parse(one)));
  return { pending: since.length, oldestMs: nowMs - oldest };
}

export interface Relay {
  /** Something was written: publish soon. */
  wake(): void;
  /** Publishes all there is. Rejects when the store or the bus is away, or when an event cannot be published. */
  drain(): Promise<void>;
  /** Finishes the pass in progress and rests for ever. */
  stop(): Promise<void>;
}
