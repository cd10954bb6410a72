import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import timersPromises from 'node:timers/promises';
import { type Kernel, machineNow, type Timer } from './kernel.ts';

let kernel: Kernel | undefined;

/** From now on this thread's clocks, timers and random numbers are this simulation's. */
export function live(next: Kernel): void {
  if (!kernel) replaceAll();
  kernel = next;
}

function present(): Kernel {
  if (!kernel) throw new Error('no simulation is running');
  return kernel;
}

function now(): number {
  return Math.floor(present().now() + (machineNow()?.skewMs ?? 0));
}

/** The services take time and chance from the platform: so these are what has to be replaced, once in this thread. */
function replaceAll(): void {
  globalThis.Date = simulatedDate(globalThis.Date);
  Object.assign(globalThis, { setTimeout: startTimer, setInterval: startInterval, setImmediate: startImmediate });
  Object.assign(globalThis, { clearTimeout: stop, clearInterval: stop, clearImmediate: stop });
  Math.random = () => present().random.next();
  Object.assign(performance, { now: () => present().now() });
  const random = () => present().random;
  Object.assign(crypto, {
    randomBytes: (length: number) => random().bytes(length),
    randomInt: (low: number, high?: number) =>
      high === undefined ? random().below(low) : low + random().below(high - low),
    randomUUID: () => random().bytes(16).toString('hex'),
  });
  const rest = (ms = 0, value?: unknown) => new Promise((resolve) => startTimer(() => resolve(value), ms));
  Object.assign(timersPromises, { setTimeout: rest, setImmediate: (value?: unknown) => rest(0, value) });
  syncBuiltinESMExports();
}

function simulatedDate(RealDate: DateConstructor): DateConstructor {
  class SimulatedDate extends RealDate {
    constructor(...given: unknown[]) {
      super(...((given.length === 0 ? [now()] : given) as [number]));
    }
    static override now(): number {
      return now();
    }
  }
  return SimulatedDate as DateConstructor;
}

/** What Node's timers answer, as far as it is used. */
class Handle {
  timer: Timer | undefined;
  unref(): this {
    return this;
  }
  ref(): this {
    return this;
  }
}

function startTimer(action: (...values: unknown[]) => void, ms = 0, ...values: unknown[]): Handle {
  const handle = new Handle();
  handle.timer = present().after(ms, 'timer', () => action(...values), machineNow());
  return handle;
}

function startImmediate(action: (...values: unknown[]) => void, ...values: unknown[]): Handle {
  return startTimer(action, 0, ...values);
}

function startInterval(action: () => void, ms = 1): Handle {
  const handle = new Handle();
  const machine = machineNow();
  const again = () => {
    handle.timer = present().after(ms, 'interval', tick, machine);
  };
  const tick = () => {
    again();
    action();
  };
  again();
  return handle;
}

function stop(handle: unknown): void {
  if (handle instanceof Handle && handle.timer) present().cancel(handle.timer);
}
