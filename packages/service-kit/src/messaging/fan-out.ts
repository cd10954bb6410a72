import type { FastifyBaseLogger as Logger } from 'fastify';
import type { ConsumeOptions, Consumer } from './bus.ts';
import type { EventEnvelope } from './event.ts';

/**
 * Consumers that are not durable: each has every event from its opening to its closing, in this process's memory.
 * They keep screens and caches fresh, so an event that fails is logged and gone: a later try would come too late.
 */
export function openFanOut(logger: Logger) {
  const listeners = new Set<{ types: Set<string>; push(event: EventEnvelope): void }>();
  return {
    publish(event: EventEnvelope): void {
      for (const { types, push } of listeners) if (types.has(event.type)) push(structuredClone(event));
    },
    consume({ queue, types, handle }: ConsumeOptions): Consumer {
      let last = Promise.resolve();
      let closing = false;
      const deliver = async (event: EventEnvelope) => {
        if (closing) return;
        try {
          await handle(event);
        } catch (error) {
          logger.warn(
            { err: error, queue, eventId: event.id, eventType: event.type },
            'event lost on a passing consumer',
          );
        }
      };
      const listener = {
        types: new Set(types),
        push: (event: EventEnvelope) => {
          last = last.then(() => deliver(event));
        },
      };
      listeners.add(listener);
      return {
        close() {
          closing = true;
          listeners.delete(listener);
          return last;
        },
      };
    },
  };
}
