import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Connection } from 'rabbitmq-client';
import { newId } from '../ids.ts';
import type { EventEnvelope } from './event.ts';
import { bodyOf, messageOf } from './rabbitmq-message.ts';
import { EXCHANGE } from './rabbitmq-topology.ts';

/** A broker that is paused or out of memory takes messages and does not confirm them. Shorter than a relay's lease. */
const CONFIRM_MS = 4000;

/** The broker did not say that it has an event: it may have it or not. */
export class BrokerUnavailable extends Error {
  override readonly name = 'BrokerUnavailable';
}

export interface RabbitPublisher {
  /** Resolves when every queue bound to the event's type has it. */
  publish(event: EventEnvelope): Promise<void>;
  /** Resolves when this queue has the message; rejects when there is no such queue. */
  sendTo(queue: string, message: ReturnType<typeof messageOf>): Promise<void>;
  close(): Promise<void>;
}

/** Publishes with confirms. Everything it rejects with is BrokerUnavailable: try again later. */
export function createRabbitPublisher(rabbit: Connection): RabbitPublisher {
  const publisher = rabbit.createPublisher({ confirm: true, maxAttempts: 2, exchanges: [EXCHANGE] });
  const returned = new Set<string>();
  publisher.on('basic.return', ({ correlationId }) => void (correlationId && returned.add(correlationId)));

  const send = async (where: object, [envelope, body]: ReturnType<typeof messageOf>) => {
    try {
      await within(CONFIRM_MS, publisher.send({ ...envelope, ...where }, body));
    } catch (error) {
      throw new BrokerUnavailable(`RabbitMQ did not confirm ${envelope.type} ${envelope.messageId}`, { cause: error });
    }
  };

  return {
    publish: (event) => send({ exchange: EXCHANGE.exchange, routingKey: event.type }, messageOf(bodyOf(event), event)),
    async sendTo(queue, message) {
      const correlationId = newId();
      await send({ routingKey: queue, mandatory: true, correlationId }, message);
      // The broker confirms what it could not deliver too, after returning it; the client tells of that a turn later.
      await nextTurn();
      if (returned.delete(correlationId)) throw new BrokerUnavailable(`RabbitMQ has no queue ${queue}`);
    },
    close: () => publisher.close(),
  };
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`no answer within ${ms} ms`)), ms);
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
