import type { EventBus } from '../messaging/bus.ts';
import type { Tracing } from './tracing.ts';

/** The bus with its events' traces carried on: from what wrote the event, over its publication, to each consumer. */
export function tracedBus(bus: EventBus, tracing: Tracing): EventBus {
  return {
    ...bus,
    publish(event) {
      const { id, type, traceparent: parent } = event;
      if (parent === undefined) return bus.publish(event);
      const attributes = { 'messaging.message.id': id };
      return tracing.during({ name: `publish ${type}`, kind: 'producer', parent, attributes }, ({ traceparent }) =>
        bus.publish({ ...event, traceparent }),
      );
    },
    consume(options) {
      const { queue, handle } = options;
      return bus.consume({
        ...options,
        handle(event) {
          const { id, type, traceparent: parent } = event;
          if (parent === undefined) return handle(event);
          const attributes = { 'messaging.message.id': id, 'messaging.destination.name': queue };
          return tracing.during({ name: `${queue} ${type}`, kind: 'consumer', parent, attributes }, () =>
            handle(event),
          );
        },
      });
    },
  };
}
