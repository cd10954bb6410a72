import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../ids.ts';
import { type EventBus, RefusedEvent } from './bus.ts';
import type { ChildScenario } from './bus-suite-child.ts';
import { type EventEnvelope, newEvent } from './event.ts';
import { recorder } from './recorder.ts';

export interface BusDelays {
  retryDelaysMs: number[];
  pauseDelaysMs: number[];
}

/** One implementation of the port, as the suite needs it. */
export interface BusTwin {
  /** A fresh place for queues (a file, a broker's virtual host) and how to remove it. */
  place(): Promise<{ at: string; remove(): Promise<void> }>;
  /** Opens the bus at a place, again and again. */
  open(at: string, delays: BusDelays): Promise<EventBus> | EventBus;
  /** A program that calls `runChild` (bus-suite-child.ts) with this twin. */
  child: string;
}

const QUICK: BusDelays = { retryDelaysMs: [5, 10, 20, 40], pauseDelaysMs: [5, 10] };
const SLOW_RETRIES: BusDelays = { retryDelaysMs: [60_000, 60_000, 60_000, 60_000], pauseDelaysMs: [5] };
const lostConnection = () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

/** The promises of `EventBus`, to be kept by every implementation. */
export function describeEventBus(name: string, twin: BusTwin): void {
  describe(name, () => {
    let at: string;
    let remove: () => Promise<void>;
    const opened: EventBus[] = [];
    const open = async (delays = QUICK): Promise<EventBus> => {
      const bus = await twin.open(at, delays);
      opened.push(bus);
      return bus;
    };
    let type: string;
    let queue: string;
    const event = (data: unknown = {}): EventEnvelope => newEvent({ type, source: '/test', subject: 'one', data });

    beforeEach(async () => {
      ({ at, remove } = await twin.place());
      type = `besteam.test-${newId()}.v1`;
      queue = `test.${newId()}`;
    });
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((bus) => bus.close()));
      await remove();
    });

    describe('delivery', () => {
      it('hands an event over as it was published', async () => {
        const bus = await open();
        const { handle, received } = recorder();
        await bus.consume({ queue, types: [type], handle });
        const sent = event({ name: 'Pachanga de los jueves', level: 3.5, nested: [{ a: null }] });
        await bus.publish(sent);
        expect(await received(1)).toEqual([sent]);
      });

      it('reaches every queue bound to the type, and no other', async () => {
        const bus = await open();
        const [one, two, other] = [recorder(), recorder(), recorder()];
        await bus.consume({ queue: `${queue}.one`, types: [type, 'besteam.never.v1'], handle: one.handle });
        await bus.consume({ queue: `${queue}.two`, types: [type], handle: two.handle });
        await bus.consume({ queue: `${queue}.other`, types: [`${type}.other`], handle: other.handle });
        const [sent, last] = [event(), newEvent({ type: `${type}.other`, source: '/test', data: {} })];
        await bus.publish(sent);
        await bus.publish(last);
        expect(await one.received(1)).toEqual([sent]);
        expect(await two.received(1)).toEqual([sent]);
        expect(await other.received(1)).toEqual([last]);
      });

      it('hands over one event at a time', async () => {
        const bus = await open();
        let together = 0;
        let most = 0;
        const { handle, received } = recorder(async () => {
          together += 1;
          most = Math.max(most, together);
          await new Promise(setImmediate);
          together -= 1;
        });
        await bus.consume({ queue, types: [type], handle });
        await Promise.all(Array.from({ length: 10 }, (_, i) => bus.publish(event(i))));
        await received(10);
        expect(most).toBe(1);
      });

      it('shares the events of a queue among its consumers', async () => {
        const bus = await open();
        const both = recorder();
        await bus.consume({ queue, types: [type], handle: both.handle });
        await bus.consume({ queue, types: [type], handle: both.handle });
        const sent = Array.from({ length: 10 }, (_, i) => event(i));
        await Promise.all(sent.map((one) => bus.publish(one)));
        const ids = (await both.received(10)).map(({ id }) => id);
        expect(new Set(ids)).toEqual(new Set(sent.map(({ id }) => id)));
      });

      it('keeps for a durable queue what is published while its consumer is away', async () => {
        const bus = await open();
        const away = await bus.consume({ queue, types: [type], handle: recorder().handle });
        await away.close();
        const sent = [event(1), event(2)];
        for (const one of sent) await bus.publish(one);
        expect(await bus.depth()).toMatchObject({ [queue]: { ready: 2, retrying: 0, dead: 0 } });
        const { handle, received } = recorder();
        await bus.consume({ queue, types: [type], handle });
        expect(await received(2)).toEqual(sent);
      });

      it('keeps them over a restart', async () => {
        const before = await open();
        await (await before.consume({ queue, types: [type], handle: recorder().handle })).close();
        const sent = event();
        await before.publish(sent);
        await before.close();
        const { handle, received } = recorder();
        await (await open()).consume({ queue, types: [type], handle });
        expect(await received(1)).toEqual([sent]);
      });

      it('accepts events that nobody waits for', async () => {
        await expect((await open()).publish(event())).resolves.toBeUndefined();
      });
    });

    describe('a refused event', () => {
      it('is tried five times with growing delays and then lies among the dead letters', async () => {
        const bus = await open();
        const times: number[] = [];
        const { handle, received } = recorder(() => {
          times.push(performance.now());
          throw new RefusedEvent('no such squad');
        });
        await bus.consume({ queue, types: [type], handle });
        const sent = event();
        await bus.publish(sent);
        await received(5);
        await expect.poll(() => bus.deadLetters(queue)).toEqual([sent]);
        expect(times).toHaveLength(5);
        const waits = times.slice(1).map((time, i) => time - (times[i] ?? 0));
        // A timer of Node may fire up to 1 ms before its time.
        QUICK.retryDelaysMs.forEach((delay, i) => {
          expect(waits[i]).toBeGreaterThanOrEqual(delay - 1);
        });
        expect(await bus.depth()).toMatchObject({ [queue]: { ready: 0, retrying: 0, dead: 1 } });
      });

      it('succeeds at a later try', async () => {
        const bus = await open();
        let tries = 0;
        const { handle, received } = recorder(() => {
          tries += 1;
          if (tries < 3) throw new Error('not yet');
        });
        await bus.consume({ queue, types: [type], handle });
        await bus.publish(event());
        await received(3);
        await expect.poll(() => bus.depth()).toMatchObject({ [queue]: { ready: 0, retrying: 0, dead: 0 } });
      });

      it('blocks no other', async () => {
        const bus = await open(SLOW_RETRIES);
        const { handle, received } = recorder(({ data }) => {
          if (data === 'poison') throw new RefusedEvent('poison');
        });
        await bus.consume({ queue, types: [type], handle });
        for (const data of ['poison', 'a', 'poison', 'b']) await bus.publish(event(data));
        const order = (await received(4)).map(({ data }) => data);
        expect(order.filter((data) => data !== 'poison')).toEqual(['a', 'b']);
        await expect.poll(() => bus.depth()).toMatchObject({ [queue]: { ready: 0, retrying: 2, dead: 0 } });
      });

      it('is refused in one queue only', async () => {
        const bus = await open();
        const good = recorder();
        const bad = recorder(() => {
          throw new RefusedEvent('no');
        });
        await bus.consume({ queue: `${queue}.good`, types: [type], handle: good.handle });
        await bus.consume({ queue: `${queue}.bad`, types: [type], handle: bad.handle });
        await bus.publish(event());
        await bad.received(5);
        expect(good.all()).toHaveLength(1);
      });

      it('that died is handled when it is replayed', async () => {
        const bus = await open();
        let healed = false;
        const { handle, received } = recorder(() => {
          if (!healed) throw new RefusedEvent('a bug');
        });
        await bus.consume({ queue, types: [type], handle });
        const sent = [event(1), event(2)];
        for (const one of sent) await bus.publish(one);
        await expect.poll(async () => (await bus.deadLetters(queue)).length).toBe(2);
        healed = true;
        expect(await bus.replayDeadLetters(queue)).toBe(2);
        const replayed = (await received(12)).slice(10).map(({ id }) => id);
        expect(new Set(replayed)).toEqual(new Set(sent.map(({ id }) => id)));
        expect(await bus.deadLetters(queue)).toEqual([]);
        expect(await bus.replayDeadLetters(queue)).toBe(0);
      });

      it('has five new tries after a replay', async () => {
        const bus = await open();
        const { handle, received } = recorder(() => {
          throw new RefusedEvent('still a bug');
        });
        await bus.consume({ queue, types: [type], handle });
        await bus.publish(event());
        await expect.poll(async () => (await bus.deadLetters(queue)).length).toBe(1);
        await bus.replayDeadLetters(queue);
        await received(10);
        await expect.poll(async () => (await bus.deadLetters(queue)).length).toBe(1);
      });
    });

    describe('infrastructure that is away', () => {
      it('pauses the consumer and uses up no try', async () => {
        const bus = await open();
        let failures = 12;
        const { handle, received } = recorder(() => {
          failures -= 1;
          if (failures >= 0) throw lostConnection();
        });
        await bus.consume({ queue, types: [type], handle });
        const sent = event();
        await bus.publish(sent);
        const tries = await received(13);
        expect(tries.every(({ id }) => id === sent.id)).toBe(true);
        expect(await bus.deadLetters(queue)).toEqual([]);
        await expect.poll(() => bus.depth()).toMatchObject({ [queue]: { ready: 0, retrying: 0, dead: 0 } });
      });

      it('pauses the whole queue: the others wait for it to come back', async () => {
        const bus = await open({ ...QUICK, pauseDelaysMs: [60_000] });
        const { handle, received } = recorder(() => {
          throw lostConnection();
        });
        const consumer = await bus.consume({ queue, types: [type], handle });
        for (const data of [1, 2, 3]) await bus.publish(event(data));
        await received(1);
        await consumer.close();
        expect(await bus.depth()).toMatchObject({ [queue]: { ready: 3, retrying: 0, dead: 0 } });
      });
    });

    describe('a consumer that is not durable', () => {
      it('has every event, and so has its neighbour of the same name', async () => {
        const bus = await open();
        const [one, two] = [recorder(), recorder()];
        await bus.consume({ queue, types: [type], handle: one.handle, durable: false });
        await bus.consume({ queue, types: [type], handle: two.handle, durable: false });
        const sent = [event(1), event(2), event(3)];
        for (const each of sent) await bus.publish(each);
        expect(await one.received(3)).toEqual(sent);
        expect(await two.received(3)).toEqual(sent);
      });

      it('gets nothing that was published before it came or after it left', async () => {
        const bus = await open();
        const witness = recorder();
        await bus.consume({ queue: `${queue}.witness`, types: [type], handle: witness.handle });
        await bus.publish(event('early'));
        const { handle, all, received } = recorder();
        const consumer = await bus.consume({ queue, types: [type], handle, durable: false });
        await bus.publish(event('now'));
        await received(1);
        await consumer.close();
        await bus.publish(event('late'));
        await witness.received(3);
        expect(all().map(({ data }) => data)).toEqual(['now']);
      });

      it('loses what it refuses and goes on', async () => {
        const bus = await open();
        const { handle, received } = recorder(({ data }) => {
          if (data === 1) throw new RefusedEvent('no');
        });
        await bus.consume({ queue, types: [type], handle, durable: false });
        for (const data of [1, 2]) await bus.publish(event(data));
        expect((await received(2)).map(({ data }) => data)).toEqual([1, 2]);
        expect(await bus.deadLetters(queue)).toEqual([]);
      });
    });

    describe('closing', () => {
      it.each([true, false])('finishes the event in hand and takes no other (durable: %s)', async (durable) => {
        const bus = await open();
        const gate = Promise.withResolvers<void>();
        let finished = 0;
        const { handle, received, all } = recorder(async () => {
          await gate.promise;
          await new Promise(setImmediate);
          finished += 1;
        });
        const consumer = await bus.consume({ queue, types: [type], handle, durable });
        for (const data of [1, 2]) await bus.publish(event(data));
        await received(1);
        const closing = consumer.close().then(() => finished);
        gate.resolve();
        expect(await closing).toBe(1);
        expect(all()).toHaveLength(1);
      });

      it('of the bus finishes what its consumers have in hand, and lets them publish', async () => {
        const bus = await open();
        const gate = Promise.withResolvers<void>();
        const { handle, received } = recorder(async () => {
          await gate.promise;
          await bus.publish(newEvent({ type: `${type}.answer`, source: '/test', data: {} }));
        });
        await bus.consume({ queue, types: [type], handle });
        await bus.publish(event());
        await received(1);
        const closing = bus.close();
        gate.resolve();
        await closing;
        const again = await open();
        expect(await again.depth()).toMatchObject({ [queue]: { ready: 0, retrying: 0, dead: 0 } });
        await expect(bus.publish(event())).rejects.toThrow();
      });
    });

    describe('after kill -9', () => {
      it('delivers what was published', async () => {
        const sent = event({ survives: true });
        await (await (await open()).consume({ queue, types: [type], handle: recorder().handle })).close();
        await opened.splice(0)[0]?.close();
        await killAt('published', { event: sent, queue, consume: false });
        const { handle, received } = recorder();
        await (await open()).consume({ queue, types: [type], handle });
        expect(await received(1)).toEqual([sent]);
      });

      it('delivers again what was in a handler’s hands', async () => {
        const sent = event();
        await killAt('handling', { event: sent, queue, consume: true });
        const { handle, received } = recorder();
        await (await open()).consume({ queue, types: [type], handle });
        expect(await received(1)).toEqual([sent]);
      });
    });

    /** Runs the scenario in a process of its own and kills that when it says so. */
    async function killAt(moment: 'published' | 'handling', scenario: ChildScenario): Promise<void> {
      const child: ChildProcess = spawn(process.execPath, [twin.child, at, JSON.stringify(scenario)], {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      const exit = once(child, 'exit');
      const said = new Promise<void>((resolve) => child.on('message', (text) => text === moment && resolve()));
      await Promise.race([said, exit]);
      child.kill('SIGKILL');
      expect((await exit)[1]).toBe('SIGKILL');
    }
  });
}
