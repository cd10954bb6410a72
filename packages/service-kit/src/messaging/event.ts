import { newId } from '../ids.ts';
import { traceparent } from '../telemetry/trace-context.ts';

/** A fact one service tells the others: CloudEvents 1.0 in structured JSON mode. */
export interface EventEnvelope<T extends string = string, D = unknown> {
  specversion: '1.0';
  id: string;
  type: T;
  source: string;
  subject?: string;
  /** RFC 3339, UTC. */
  time: string;
  datacontenttype: 'application/json';
  /** W3C Trace Context of what caused it, where traces are collected. */
  traceparent?: string;
  data: D;
}

/** What the teller must say; the id (random) and the time (now) may be given, to repeat an event as it was. */
export interface NewEvent<T extends string, D> {
  type: T;
  source: string;
  data: D;
  subject?: string | undefined;
  id?: string | undefined;
  time?: string | undefined;
  /** What caused it, when it is told later; default: what is being done now. */
  traceparent?: string | undefined;
}

/** Builds an event. An outbox passes an `id` made of its item and version, so that a repeated publication is recognisable. */
export function newEvent<T extends string, D>(event: NewEvent<T, D>): EventEnvelope<T, D> {
  const cause = event.traceparent ?? traceparent();
  return {
    specversion: '1.0',
    id: event.id ?? newId(),
    type: event.type,
    source: event.source,
    ...(event.subject === undefined ? {} : { subject: event.subject }),
    time: event.time ?? new Date().toISOString(),
    datacontenttype: 'application/json',
    ...(cause === undefined ? {} : { traceparent: cause }),
    data: event.data,
  };
}
