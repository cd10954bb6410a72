import { setImmediate as others } from 'node:timers/promises';
import type { FastifyBaseLogger as Logger } from 'fastify';
import type { ConsumeOptions, Consumer } from './bus.ts';
import type { QueuedEvent, QueueStore } from './embedded-queues.ts';
import { isInfrastructureFailure } from './infrastructure-failure.ts';
import { AT_HAND_FOR_EACH, openLanes } from './lanes.ts';
import { restAfter } from './trying-together.ts';
import { wakeable } from './wakeable.ts';

export interface DurableConsumer {
  store: QueueStore;
  queue: string;
  handle: ConsumeOptions['handle'];
  atOnce: number;
  logger: Logger;
  retryDelaysMs: number[];
  pauseDelaysMs: number[];
}

/** Hands over the queue's events, several at once, until closed. */
export function consumeDurably(options: DurableConsumer): Consumer {
  const { store, queue, atOnce, logger, pauseDelaysMs } = options;
  const onRest = (error: unknown, ms: number) =>
    logger.warn({ err: error, queue, pauseMs: ms }, 'infrastructure is away: the consumer pauses');
  const lanes = openLanes({ atOnce, delaysMs: pauseDelaysMs, onRest });
  const rest = wakeable();
  const pause = wakeable();
  const forget = store.onChange(rest.wake);
  const atHand = new Set<Promise<void>>();
  let closing = false;
  let failures = 0;

  const hand = async (taken: QueuedEvent) => {
    const done = await lanes.add(taken.event.subject, () => attempt(options, taken));
    if (!done) store.putBack(taken);
  };
  const take = (taken: QueuedEvent) => {
    const handed = hand(taken);
    atHand.add(handed);
    void handed.then(() => {
      atHand.delete(handed);
      rest.wake();
    });
  };
  const loop = async () => {
    while (!closing) {
      try {
        const full = atHand.size >= atOnce * AT_HAND_FOR_EACH;
        const next = full ? { nextDue: Number.POSITIVE_INFINITY } : store.take(queue, Date.now());
        failures = 0;
        if ('nextDue' in next) await rest.wait(next.nextDue - Date.now());
        else {
          take(next);
          // A long queue must not keep requests waiting.
          await others();
        }
      } catch (error) {
        failures += 1;
        const ms = restAfter(failures, pauseDelaysMs);
        onRest(error, ms);
        await pause.wait(ms);
      }
    }
    await Promise.all(atHand);
  };
  const ended = loop();

  return {
    close() {
      closing = true;
      forget();
      lanes.close();
      rest.wake();
      pause.wake();
      return ended;
    },
  };
}

/** One try. Throws only when infrastructure is away; then the event is still in hand, unchanged. */
async function attempt(options: DurableConsumer, taken: QueuedEvent): Promise<void> {
  try {
    await options.handle(taken.event);
  } catch (error) {
    if (isInfrastructureFailure(error)) throw error;
    return refuse(options, taken, error);
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
