import { setImmediate as others } from 'node:timers/promises';
import type { FastifyBaseLogger as Logger } from 'fastify';
import type { ConsumeOptions, Consumer } from './bus.ts';
import type { QueuedEvent, QueueStore } from './embedded-queues.ts';
import { isInfrastructureFailure } from './infrastructure-failure.ts';
import { wakeable } from './wakeable.ts';

export interface DurableConsumer {
  store: QueueStore;
  queue: string;
  handle: ConsumeOptions['handle'];
  logger: Logger;
  retryDelaysMs: number[];
  pauseDelaysMs: number[];
}

/** Hands over one event after the other until closed. */
export function consumeDurably(options: DurableConsumer): Consumer {
  const { store, queue, logger, pauseDelaysMs } = options;
  const rest = wakeable();
  const pause = wakeable();
  const forget = store.onChange(rest.wake);
  let closing = false;
  let pauses = 0;

  const loop = async () => {
    while (!closing) {
      try {
        const next = store.take(queue, Date.now());
        if ('nextDue' in next) await rest.wait(next.nextDue - Date.now());
        else {
          await attempt(options, next);
          // A long queue must not keep requests waiting.
          await others();
        }
        pauses = 0;
      } catch (error) {
        const delay = pauseDelaysMs[Math.min(pauses, pauseDelaysMs.length - 1)] ?? 1000;
        logger.warn({ err: error, queue, pauseMs: delay }, 'infrastructure is away: the consumer pauses');
        pauses += 1;
        await pause.wait(delay);
      }
    }
  };
  const ended = loop();

  return {
    close() {
      closing = true;
      forget();
      rest.wake();
      pause.wake();
      return ended;
    },
  };
}

/** One try. Throws only when infrastructure is away; then the event is back in its queue, unchanged. */
async function attempt(options: DurableConsumer, taken: QueuedEvent): Promise<void> {
  try {
    await options.handle(taken.event);
  } catch (error) {
    if (!isInfrastructureFailure(error)) return refuse(options, taken, error);
    options.store.putBack(taken);
    throw error;
  }
  options.store.handled(taken);
}

function refuse({ store, logger, queue, retryDelaysMs }: DurableConsumer, taken: QueuedEvent, error: unknown): void {
  const { event, tries } = taken;
  const delay = retryDelaysMs[tries];
  const facts = { err: error, queue, eventId: event.id, eventType: event.type, tries: tries + 1 };
  if (delay === undefined) {
    logger.error(facts, 'event refused for the last time: it is a dead letter now');
    store.bury(taken);
  } else {
    logger.warn({ ...facts, retryInMs: delay }, 'event refused: it will be tried again');
    store.retryAt(taken, Date.now() + delay);
  }
}
