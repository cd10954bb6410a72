import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { type EventBus, RefusedEvent } from './bus.ts';
import { recorder } from './bus-suite/recorder.ts';
import { type EventEnvelope, newEvent } from './event.ts';
import type { Outbox, Pending, Relay } from './outbox.ts';
import { startRelay } from './outbox-relay.ts';

const NEVER_MS = 1_000_000;
const lost = () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
const event = (key: string) => newEvent({ type: 'besteam.test.v1', source: '/test', id: key, data: { key } });

/** An outbox in memory: what a store's adapter does with conditional writes. */
function memoryOutbox() {
  const waiting = new Map<string, EventEnvelope>();
  const outbox: Outbox = {
    name: 'test',
    pending: async (limit) => [...waiting].slice(0, limit).map(([key, event]) => ({ key, event })),
    lag: async () => ({ pending: waiting.size, oldestMs: 0 }),
    published: async ({ key }) => {
      waiting.delete(key);
    },
  };
  return { waiting, outbox, write: (key: string) => waiting.set(key, event(key)) };
}

/** A bus whose publications can be watched and made to fail. */
function watchedBus(react?: (event: EventEnvelope) => unknown) {
  const { handle, received, all } = recorder(react);
  const notNeeded = () => Promise.reject(new Error('not part of this test'));
  const bus: EventBus = {
    publish: handle,
    consume: notNeeded,
    deadLetters: notNeeded,
    replayDeadLetters: notNeeded,
    depth: notNeeded,
    close: notNeeded,
  };
  return { bus, received, all };
}

const relays: Relay[] = [];
const start = <P extends Pending>(options: {
  outbox: Outbox<P>;
  bus: EventBus;
  everyMs?: number;
  onPublished?: (pending: P) => void;
}): Relay => {
  const relay = startRelay({ everyMs: NEVER_MS, logger: pino({ level: 'silent' }), ...options });
  relays.push(relay);
  return relay;
};
afterEach(() => Promise.all(relays.splice(0).map((relay) => relay.stop())));

describe('the outbox relay', () => {
  it('publishes what waits when it starts, and marks it', async () => {
    const { outbox, write, waiting } = memoryOutbox();
    const { bus, all } = watchedBus();
    write('a');
    const relay = start({ outbox, bus });
    await relay.drain();
    expect(all()).toEqual([event('a')].map((one) => ({ ...one, time: expect.any(String) })));
    expect(waiting.size).toBe(0);
  });

  it('publishes at once when woken, also by a write during a pass', async () => {
    const { outbox, write } = memoryOutbox();
    const { bus, received } = watchedBus(({ id }) => {
      if (id !== 'a') return;
      write('b');
      relay.wake();
    });
    const relay = start({ outbox, bus });
    await relay.drain();
    write('a');
    relay.wake();
    expect((await received(2)).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('looks from time to time though nobody wakes it', async () => {
    const { outbox, write } = memoryOutbox();
    const { bus, received } = watchedBus();
    const relay = start({ outbox, bus, everyMs: 2 });
    await relay.drain();
    write('a');
    expect(await received(1)).toHaveLength(1);
  });

  it('publishes more than a batch in one go, each once', async () => {
    const { outbox, write, waiting } = memoryOutbox();
    const { bus, all } = watchedBus();
    for (let i = 0; i < 175; i += 1) write(`event-${i}`);
    await start({ outbox, bus }).drain();
    expect(waiting.size).toBe(0);
    expect(new Set(all().map(({ id }) => id)).size).toBe(175);
    expect(all()).toHaveLength(175);
  });

  it('keeps an event whose publication was not confirmed and publishes it when the bus is back', async () => {
    const { outbox, write, waiting } = memoryOutbox();
    let away = 3;
    const { bus, received } = watchedBus(() => {
      away -= 1;
      if (away >= 0) throw lost();
    });
    write('a');
    const relay = start({ outbox, bus, everyMs: 1 });
    await received(4);
    await relay.drain();
    expect(waiting.size).toBe(0);
  });

  it('does not try all that waits while the bus is away', async () => {
    const { outbox, write } = memoryOutbox();
    const { bus, all } = watchedBus(() => {
      throw lost();
    });
    const relay = start({ outbox, bus });
    for (let i = 0; i < 500; i += 1) write(`event-${i}`);
    await expect(relay.drain()).rejects.toThrow('ECONNREFUSED');
    expect(all().length).toBeLessThanOrEqual(100);
  });

  it('publishes again when the mark was lost', async () => {
    const { outbox, write, waiting } = memoryOutbox();
    let failures = 1;
    const published = outbox.published;
    outbox.published = async (pending) => {
      failures -= 1;
      if (failures >= 0) throw lost();
      return published(pending);
    };
    const { bus, received } = watchedBus();
    write('a');
    const relay = start({ outbox, bus, everyMs: 1 });
    expect((await received(2)).map(({ id }) => id)).toEqual(['a', 'a']);
    await relay.drain();
    expect(waiting.size).toBe(0);
  });

  it('survives a store that is away', async () => {
    const { outbox, write } = memoryOutbox();
    let failures = 2;
    const pending = outbox.pending;
    outbox.pending = async (limit) => {
      failures -= 1;
      if (failures >= 0) throw lost();
      return pending(limit);
    };
    const { bus, received } = watchedBus();
    write('a');
    start({ outbox, bus, everyMs: 1 });
    expect(await received(1)).toHaveLength(1);
  });

  it('does not let an event that cannot be published hold up the others, even a batch of them', async () => {
    const { outbox, write, waiting } = memoryOutbox();
    const { bus } = watchedBus(({ id }) => {
      if (id.startsWith('bad')) throw new RefusedEvent('breaks its schema');
    });
    for (let i = 0; i < 60; i += 1) write(`bad-${i}`);
    write('good');
    const relay = start({ outbox, bus });
    await expect(relay.drain()).rejects.toThrow(/cannot be published: bad-0, /);
    expect(waiting.has('good')).toBe(false);
    expect(waiting.size).toBe(60);
  });

  it('does not publish over and over what the store’s index still lists', async () => {
    const { outbox, write } = memoryOutbox();
    const { bus, all } = watchedBus();
    write('a');
    outbox.published = async () => {};
    await start({ outbox, bus }).drain();
    expect(all().length).toBeLessThanOrEqual(2);
  });

  it('never runs two passes at once', async () => {
    const { outbox, write } = memoryOutbox();
    let passes = 0;
    let most = 0;
    const pending = outbox.pending;
    outbox.pending = async (limit) => {
      passes += 1;
      most = Math.max(most, passes);
      await new Promise(setImmediate);
      passes -= 1;
      return pending(limit);
    };
    const { bus } = watchedBus();
    const relay = start({ outbox, bus });
    write('a');
    await Promise.all([relay.drain(), relay.drain(), relay.drain()]);
    expect(most).toBe(1);
  });

  it('tells of each publication, with what its adapter gave', async () => {
    const { bus } = watchedBus();
    const told: number[] = [];
    let versions = [7];
    const outbox: Outbox<Pending & { version: number }> = {
      name: 'test',
      pending: async () => versions.map((version) => ({ key: 'a', event: event('a'), version })),
      lag: async () => ({ pending: versions.length, oldestMs: 0 }),
      published: async () => {
        versions = [];
      },
    };
    await start({ outbox, bus, onPublished: ({ version }) => told.push(version) }).drain();
    expect(told).toEqual([7]);
  });

  it('finishes the pass in progress when it stops, and then rests', async () => {
    const { outbox, write, waiting } = memoryOutbox();
    const gate = Promise.withResolvers<void>();
    const { bus, received, all } = watchedBus(() => gate.promise);
    write('a');
    const relay = start({ outbox, bus, everyMs: 1 });
    await received(1);
    const stopping = relay.stop();
    gate.resolve();
    await stopping;
    expect(waiting.size).toBe(0);
    write('b');
    relay.wake();
    await new Promise(setImmediate);
    expect(all()).toHaveLength(1);
  });

  it('stops at once while it waits for the bus to come back', async () => {
    const { outbox, write } = memoryOutbox();
    const { bus, received } = watchedBus(() => {
      throw lost();
    });
    write('a');
    const relay = start({ outbox, bus });
    await received(1);
    await relay.stop();
  });
});
