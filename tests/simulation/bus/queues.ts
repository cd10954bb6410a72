import type { EventEnvelope } from '@besteam/service-kit';
import type { QueuedEvent, QueueStore } from '../../../packages/service-kit/src/messaging/embedded-queues.ts';
import type { Kernel, Machine } from '../kernel/kernel.ts';
import type { Weather } from '../kernel/weather.ts';

export interface Message extends QueuedEvent {
  due: number;
  dead: boolean;
  /** In whose hands it is. */
  holder?: Machine | undefined;
}

export interface Queue {
  types: Set<string>;
  messages: Message[];
}

export interface Broker {
  queues: ReadonlyMap<string, Queue>;
  /** The event is safe in every queue that is bound to its type. */
  accept(event: EventEnvelope): void;
  /** The queues as the real consumer loop of one process wants them. */
  queuesOf(machine: Machine): QueueStore;
}

export interface BrokerOptions {
  kernel: Kernel;
  weather: Weather;
  onTaken(machine: Machine): void;
}

/** Durable queues in no order at all: events are slow, come twice, and come again when their acknowledgement is lost. */
export function simulatedQueues({ kernel, weather, onTaken }: BrokerOptions): Broker {
  const { random } = kernel;
  const queues = new Map<string, Queue>();
  const listeners = new Set<{ machine: Machine; heard: () => void }>();
  let ids = 0;

  const tell = () => {
    for (const { machine, heard } of listeners) if (machine.alive) heard();
  };
  const enqueue = (queue: Queue, event: EventEnvelope) => {
    const delay = random.chance(weather.eventSlow) ? random.between(0, 4000) : random.between(0, 5);
    ids += 1;
    const text = JSON.stringify(event);
    queue.messages.push({ id: ids, event: JSON.parse(text), tries: 0, due: kernel.now() + delay, dead: false });
    kernel.after(delay, `event ${event.type}`, tell);
  };
  const queueNamed = (name: string) => {
    const known = queues.get(name) ?? { types: new Set(), messages: [] };
    queues.set(name, known);
    return known;
  };
  const find = ({ id }: QueuedEvent) => {
    for (const { messages } of queues.values()) {
      const message = messages.find((one) => one.id === id);
      if (message) return { message, messages };
    }
    throw new Error(`there is no message ${id}`);
  };
  const letGo = (taken: QueuedEvent, change: Partial<Message>) => {
    Object.assign(find(taken).message, { ...change, holder: undefined });
    tell();
  };

  return {
    queues,
    accept(event) {
      for (const queue of queues.values()) {
        if (!queue.types.has(event.type)) continue;
        enqueue(queue, event);
        if (random.chance(weather.eventTwice)) enqueue(queue, event);
      }
    },
    queuesOf: (machine) => ({
      bind(name, types) {
        queueNamed(name).types = new Set(types);
      },
      publish: () => {
        throw new Error('processes publish over the bus');
      },
      take(name) {
        const free = queueNamed(name).messages.filter(({ dead, holder }) => !dead && !holder?.alive);
        const due = free.filter((one) => one.due <= kernel.now());
        if (due.length > 0) {
          const message = random.pick(due);
          message.holder = machine;
          onTaken(machine);
          return message;
        }
        const wait = Math.min(...free.map((one) => one.due)) - kernel.now();
        return { nextDue: Date.now() + wait };
      },
      putBack: (taken) => letGo(taken, {}),
      handled(taken) {
        if (random.chance(weather.acknowledgementLost))
          return letGo(taken, { due: kernel.now() + random.between(0, 2000) });
        const { message, messages } = find(taken);
        messages.splice(messages.indexOf(message), 1);
      },
      retryAt: (taken, due) => letGo(taken, { tries: taken.tries + 1, due: due - machine.skewMs }),
      bury: (taken) => letGo(taken, { tries: taken.tries + 1, dead: true }),
      deadLetters: (name) => queueNamed(name).messages.flatMap(({ dead, event }) => (dead ? event : [])),
      replayDeadLetters: () => 0,
      depth: () => ({}),
      onChange(heard) {
        const listener = { machine, heard };
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      durable: async () => undefined,
      close: async () => undefined,
    }),
  };
}
