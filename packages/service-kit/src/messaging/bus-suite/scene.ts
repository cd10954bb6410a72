import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, expect } from 'vitest';
import { newId } from '../../ids.ts';
import type { EventBus } from '../bus.ts';
import { type EventEnvelope, newEvent } from '../event.ts';
import type { ChildScenario } from './run-child.ts';

export interface BusDelays {
  retryDelaysMs: number[];
  pauseDelaysMs: number[];
  handleMs?: number;
  queues?: Record<string, string[]>;
}

/** One implementation of the port, as the suite needs it. */
export interface BusTwin {
  /** A fresh place for queues (a file, a broker's virtual host) and how to remove it. */
  place(): Promise<{ at: string; remove(): Promise<void> }>;
  /** Opens the bus at a place, again and again. */
  open(at: string, delays: BusDelays): Promise<EventBus> | EventBus;
  /** A program that calls `runChild` (run-child.ts) with this twin. */
  child: string;
}

/** What each test of the suite has for its own. */
export interface BusScene {
  queue: string;
  type: string;
  /** Of the subject 'one', unless another is given. */
  event(data?: unknown, subject?: string): EventEnvelope;
  open(delays?: BusDelays): Promise<EventBus>;
  closeAll(): Promise<void>;
  /** Runs the scenario in a process of its own and kills that when it says so. */
  killAt(moment: 'published' | 'handling', scenario: ChildScenario): Promise<void>;
}

export const QUICK: BusDelays = { retryDelaysMs: [5, 10, 20, 40], pauseDelaysMs: [5, 10] };
export const SLOW_RETRIES: BusDelays = { retryDelaysMs: [60_000, 60_000, 60_000, 60_000], pauseDelaysMs: [5] };

/** Looks again and again, on a busy machine too, until the expectation holds. */
export const eventually = <T>(look: () => T) => expect.poll(look, { interval: 5, timeout: 15_000 });

/** Sets the scene anew before each test and clears it afterwards. */
export function busScene(twin: BusTwin): BusScene {
  const opened: EventBus[] = [];
  let place: Awaited<ReturnType<BusTwin['place']>>;

  const scene: BusScene = {
    queue: '',
    type: '',
    event: (data = {}, subject = 'one') => newEvent({ type: scene.type, source: '/test', subject, data }),
    async open(delays = QUICK) {
      const bus = await twin.open(place.at, delays);
      opened.push(bus);
      return bus;
    },
    async closeAll() {
      await Promise.all(opened.splice(0).map((bus) => bus.close()));
    },
    async killAt(moment, scenario) {
      const child = spawn(process.execPath, [twin.child, place.at, JSON.stringify(scenario)], {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      const exit = once(child, 'exit');
      const said = new Promise<void>((resolve) => child.on('message', (text) => text === moment && resolve()));
      await Promise.race([said, exit]);
      child.kill('SIGKILL');
      expect((await exit)[1]).toBe('SIGKILL');
    },
  };

  beforeEach(async () => {
    place = await twin.place();
    scene.type = `besteam.test-${newId()}.v1`;
    scene.queue = `test.${newId()}`;
  });
  afterEach(async () => {
    await scene.closeAll();
    await place.remove();
  });
  return scene;
}
