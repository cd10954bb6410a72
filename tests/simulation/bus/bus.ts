import type { Consumer, EventBus, EventEnvelope, Logger } from '@besteam/service-kit';
import { PAUSE_DELAYS_MS, RETRY_DELAYS_MS } from '../../../packages/service-kit/src/messaging/embedded-bus.ts';
import { consumeDurably } from '../../../packages/service-kit/src/messaging/embedded-consumer.ts';
import { openFanOut } from '../../../packages/service-kit/src/messaging/fan-out.ts';
import { AT_ONCE } from '../../../packages/service-kit/src/messaging/lanes.ts';
import { type Kernel, type Machine, runOn } from '../kernel/kernel.ts';
import type { Weather } from '../kernel/weather.ts';
import { type Broker, simulatedQueues } from './queues.ts';

/** So long a publisher waits for the broker's confirm. */
const PATIENCE_MS = 2000;

export interface SimulatedBus {
  queues: Broker['queues'];
  /** Everything that the broker ever accepted. */
  published: EventEnvelope[];
  /** An event comes once more, to everybody. */
  again(event: EventEnvelope): void;
  busOf(machine: Machine, logger: Logger): EventBus;
}

export interface BusOptions {
  kernel: Kernel;
  weather: Weather;
  /** An event of this machine is safe; the confirm is still on its way. */
  onAccepted(machine: Machine): void;
  onTaken(machine: Machine): void;
}

/** The event bus between simulated processes: the real consumers' loop on simulated queues and a bad network. */
export function simulatedBus(options: BusOptions): SimulatedBus {
  const { kernel, weather, onAccepted } = options;
  const { random } = kernel;
  const broker = simulatedQueues(options);
  const ownQueues = new Map<Machine, { fanOut: ReturnType<typeof openFanOut>; types: Set<string> }>();
  const published: EventEnvelope[] = [];

  const accept = (event: EventEnvelope) => {
    broker.accept(event);
    for (const [machine, { fanOut, types }] of ownQueues) {
      if (!machine.alive) ownQueues.delete(machine);
      else if (types.has(event.type) && !random.chance(weather.newsLost))
        kernel.after(
          random.between(0, 50),
          `news ${event.type}`,
          () => runOn(machine, () => fanOut.publish(event)),
          machine,
        );
    }
  };

  const publish = (machine: Machine, event: EventEnvelope): Promise<void> =>
    new Promise((resolve, reject) => {
      const lost = () => reject(Object.assign(new Error('no confirm came'), { name: 'BrokerUnavailable' }));
      if (random.chance(weather.eventLost)) return kernel.after(PATIENCE_MS, 'event lost', lost, machine);
      const confirmLost = random.chance(weather.confirmLost);
      if (confirmLost) kernel.after(PATIENCE_MS, 'confirm lost', lost, machine);
      return kernel.after(random.between(0.5, 4), `${machine.name} publishes ${event.type}`, () => {
        published.push(structuredClone(event));
        accept(event);
        if (!confirmLost) kernel.after(random.between(0.5, 4), 'confirmed', resolve, machine);
        onAccepted(machine);
      });
    });

  return {
    queues: broker.queues,
    published,
    again: accept,
    busOf(machine, logger) {
      const store = broker.queuesOf(machine);
      const own = { fanOut: openFanOut(logger), types: new Set<string>() };
      ownQueues.set(machine, own);
      const delays = { retryDelaysMs: RETRY_DELAYS_MS, pauseDelaysMs: PAUSE_DELAYS_MS };
      return {
        publish: (event) => publish(machine, event),
        async consume({ queue, types, handle, durable = true, atOnce = AT_ONCE }): Promise<Consumer> {
          if (!durable) {
            for (const type of types) own.types.add(type);
            return own.fanOut.consume({ queue, types, handle });
          }
          store.bind(queue, types);
          return consumeDurably({ store, queue, handle, atOnce, logger, ...delays });
        },
        deadLetters: async (queue) => store.deadLetters(queue),
        replayDeadLetters: async (queue) => store.replayDeadLetters(queue),
        depth: async () => store.depth(),
        close: async () => undefined,
      };
    },
  };
}
