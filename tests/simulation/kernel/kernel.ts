import { AsyncLocalStorage } from 'node:async_hooks';
import { earliestFirst } from './earliest-first.ts';
import { type Random, randomOf } from './random.ts';
import { createTrace, type Trace } from './trace.ts';

/** A process of the simulated system. Once it is dead nothing of it ever runs again. */
export interface Machine {
  name: string;
  alive: boolean;
  /** How far its clock is from the true time. */
  skewMs: number;
}

/** Something that will happen, unless it is called off or its machine dies. */
export interface Timer {
  time: number;
  order: number;
  label: string;
  machine: Machine | undefined;
  action: () => void;
  called: boolean;
}

export interface Kernel {
  random: Random;
  trace: Trace;
  /** The true time, milliseconds since the epoch. */
  now(): number;
  after(ms: number, label: string, action: () => void, machine?: Machine): Timer;
  cancel(timer: Timer): void;
  /** Lets the next thing happen, and everything that follows from it at once. False when nothing is left. */
  step(): Promise<boolean>;
}

const BEGINNING = Date.UTC(2026, 10, 22, 20);
/** Taken before anything replaces it. */
const realSetImmediate = setImmediate;
const machines = new AsyncLocalStorage<Machine>();

/** The machine whose code runs now. */
export function machineNow(): Machine | undefined {
  return machines.getStore();
}

export function runOn<T>(machine: Machine, work: () => T): T {
  return machines.run(machine, work);
}

/** One thread of time for everything: what happens next, and when, follows from the seed alone. */
export function createKernel(seed: number): Kernel {
  const random = randomOf(seed);
  const trace = createTrace();
  const timers = earliestFirst<Timer>();
  let now = BEGINNING;
  let orders = 0;
  return {
    random,
    trace,
    now: () => now,
    after(ms, label, action, machine) {
      orders += 1;
      const timer = { time: now + Math.max(0, ms), order: orders, label, machine, action, called: false };
      timers.add(timer);
      return timer;
    },
    cancel(timer) {
      timer.called = true;
    },
    async step() {
      for (;;) {
        const next = timers.take();
        if (!next) return false;
        if (next.called || next.machine?.alive === false) continue;
        now = next.time;
        next.called = true;
        trace.add(now - BEGINNING, next.machine?.name ?? '', next.label);
        if (next.machine) machines.run(next.machine, next.action);
        else next.action();
        await new Promise((resolve) => realSetImmediate(resolve));
        return true;
      }
    },
  };
}
