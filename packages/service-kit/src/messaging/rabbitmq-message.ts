import type { EventEnvelope } from './event.ts';

const TRIES = 'besteam-tries';

/** An event on the wire: structured CloudEvents, with the tries it has used up in a header. */
export function messageOf(body: Buffer, facts: { type: string; id: string; tries?: number; refusal?: string }) {
  const { type, id, tries, refusal } = facts;
  const headers = {
    ...(tries === undefined ? {} : { [TRIES]: tries }),
    ...(refusal ? { 'besteam-refusal': refusal } : {}),
  };
  return [{ durable: true, contentType: 'application/cloudevents+json', messageId: id, type, headers }, body] as const;
}

export const bodyOf = (event: EventEnvelope): Buffer => Buffer.from(JSON.stringify(event));

/** What a queue delivers, as far as it matters here. */
export interface Delivered {
  body: unknown;
  headers?: Record<string, unknown>;
  messageId?: string;
  type?: string;
}

export function triesOf({ headers }: Delivered): number {
  const tries = Number(headers?.[TRIES] ?? 0);
  return Number.isInteger(tries) && tries >= 0 ? tries : 0;
}

/** The body as it came. The client reads `application/json` by itself; ours it leaves alone. */
export function bytesOf({ body }: Delivered): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

/** Throws SyntaxError when somebody else's message lies in our queue. */
export const eventOf = (message: Delivered): EventEnvelope => JSON.parse(bytesOf(message).toString()) as EventEnvelope;
