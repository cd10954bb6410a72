import eventSchemas from '@besteam/contracts/events.schemas.json' with { type: 'json' };
import type { EventBus } from '@besteam/service-kit';
import { pino } from 'pino';
import { checkedBus } from '../../../packages/service-kit/src/messaging/event-schemas.ts';
import { type Kernel, type Machine, machineNow, runOn } from '../kernel/kernel.ts';
import type { Weather } from '../kernel/weather.ts';
import { type Ground, matchesReplica, playersReplica, type Replica, usersReplica } from './replicas.ts';

export type ServiceName = keyof Replica;

/** A place where one replica of a service runs, dies and runs again. */
interface Slot {
  service: ServiceName;
  name: string;
  machine: Machine;
  replica: Replica[ServiceName];
  refused: Set<string>;
}

export interface Deployment {
  /** A replica that runs now, if there is one. */
  some<S extends ServiceName>(service: S): { machine: Machine; replica: Replica[S]; refused: Set<string> } | undefined;
  /** Ends the process after so long; a new one takes its place some time later. */
  die(machine: Machine, ms: number): void;
  machines(): Machine[];
}

export type GroundOf = (machine: Machine, bus: EventBus) => Omit<Ground, 'machine' | 'bus' | 'logger' | 'refused'>;

const STARTS = { users: usersReplica, players: playersReplica, matches: matchesReplica };
const logger = pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }, pino.destination({ sync: true }));

/** Every process's bus, with the contract enforced: schemas are compiled once for all of them. */
const buses = new WeakMap<Machine, EventBus>();
const busNow = (): EventBus => {
  const machine = machineNow();
  const bus = machine && buses.get(machine);
  if (!bus) throw new Error('no process speaks');
  return bus;
};
const checked = checkedBus(
  {
    publish: (event) => busNow().publish(event),
    consume: (options) => busNow().consume(options),
    deadLetters: (queue) => busNow().deadLetters(queue),
    replayDeadLetters: (queue) => busNow().replayDeadLetters(queue),
    depth: () => busNow().depth(),
    close: () => busNow().close(),
  },
  eventSchemas,
);

export interface DeploymentOptions {
  kernel: Kernel;
  weather: Weather;
  replicas: Record<ServiceName, number>;
  busOf(machine: Machine, log: typeof logger): EventBus;
  groundOf: GroundOf;
}

/** Every service in one or more replicas. */
export function deploy({ kernel, weather, replicas, busOf, groundOf }: DeploymentOptions): Deployment {
  const { random } = kernel;
  const slots: Slot[] = [];
  let lives = 0;

  const begin = (service: ServiceName, name: string): Slot => {
    lives += 1;
    const machine = { name: `${name}.${lives}`, alive: true, skewMs: random.between(-weather.skewMs, weather.skewMs) };
    buses.set(machine, busOf(machine, logger));
    const refused = new Set<string>();
    const ground = { ...groundOf(machine, checked), machine, bus: checked, logger, refused };
    return runOn(machine, () => {
      const replica = STARTS[service](ground);
      void replica.start();
      return { service, name, machine, replica, refused };
    });
  };
  for (const [service, count] of Object.entries(replicas))
    for (let i = 0; i < count; i += 1) slots.push(begin(service as ServiceName, `${service}-${i}`));

  return {
    some<S extends ServiceName>(service: S) {
      const running = slots.filter((slot) => slot.service === service && slot.machine.alive);
      if (running.length === 0) return undefined;
      const { machine, replica, refused } = random.pick(running);
      return { machine, refused, replica: replica as Replica[S] };
    },
    die(machine, ms) {
      kernel.after(ms, `${machine.name} dies`, () => {
        const at = slots.findIndex((slot) => slot.machine === machine);
        const slot = slots[at];
        if (!slot?.machine.alive) return;
        machine.alive = false;
        const rest = random.between(50, 3000);
        kernel.after(rest, `${slot.name} is born again`, () => {
          slots[at] = begin(slot.service, slot.name);
        });
      });
    },
    machines: () => slots.flatMap(({ machine }) => (machine.alive ? machine : [])),
  };
}
