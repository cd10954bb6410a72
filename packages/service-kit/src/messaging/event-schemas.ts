import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { onFirstUse } from '../on-first-use.ts';
import { type EventBus, RefusedEvent } from './bus.ts';
import type { EventEnvelope } from './event.ts';

/**
 * The bus with its contract enforced: `schemas` has, by event type, the JSON Schema (2020-12) of the whole envelope.
 * Publishing an event that breaks its schema, or has none, rejects with RefusedEvent; one that arrives so is refused
 * before its handler sees it, which uses up a try.
 */
export function checkedBus(bus: EventBus, schemas: Record<string, object>): EventBus {
  const check = eventChecker(schemas);
  return {
    ...bus,
    async publish(event) {
      check(event);
      return bus.publish(event);
    },
    consume(options) {
      const handle = async (event: EventEnvelope) => {
        check(event);
        await options.handle(event);
      };
      return bus.consume({ ...options, handle });
    },
  };
}

/** Judges events by the schemas of their types, as `checkedBus` does: throws RefusedEvent. */
export function eventChecker(schemas: Record<string, object>): (event: EventEnvelope) => void {
  // The schemas themselves are judged where they are written. Compiled at once they would be a third of a start.
  const ajv = new Ajv2020({ strict: false, validateSchema: false });
  formats.default(ajv);
  const validators = new Map<string, () => ValidateFunction>();
  for (const [type, schema] of Object.entries(schemas)) {
    validators.set(
      type,
      onFirstUse(() => ajv.compile(schema)),
    );
  }

  return (event) => {
    const validate = validators.get(event.type)?.();
    if (validate === undefined) throw new RefusedEvent(`no contract has an event of type ${event.type}`);
    const keepsIt: boolean = validate(event);
    if (keepsIt) return;
    throw new RefusedEvent(
      `${event.type} ${event.id} breaks its contract: ${ajv.errorsText(validate.errors, { dataVar: 'event' })}`,
    );
  };
}
