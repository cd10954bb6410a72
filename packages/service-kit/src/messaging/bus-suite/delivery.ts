import { describe, expect, it } from 'vitest';
import { RefusedEvent } from '../bus.ts';
import { newEvent } from '../event.ts';
import { recorder, slowRecorder } from './recorder.ts';
import { type BusScene, QUICK } from './scene.ts';

/** Who gets which event, and what closing and crashes do to that. */
export function describeDelivery(scene: BusScene): void {
  describe('delivery', () => {
    it('hands an event over as it was published', async () => {
      const bus = await scene.open();
      const { handle, received } = recorder();
      await bus.consume({ queue: scene.queue, types: [scene.type], handle });
      const sent = scene.event({ name: 'Pachanga de los jueves', level: 3.5, nested: [{ a: null }] });
      await bus.publish(sent);
      expect(await received(1)).toEqual([sent]);
    });

    it('reaches every queue bound to the type, and no other', async () => {
      const bus = await scene.open();
      const [one, two, other] = [recorder(), recorder(), recorder()];
      await bus.consume({ queue: `${scene.queue}.one`, types: [scene.type, 'besteam.never.v1'], handle: one.handle });
      await bus.consume({ queue: `${scene.queue}.two`, types: [scene.type], handle: two.handle });
      await bus.consume({ queue: `${scene.queue}.other`, types: [`${scene.type}.other`], handle: other.handle });
      const [sent, last] = [scene.event(), newEvent({ type: `${scene.type}.other`, source: '/test', data: {} })];
      await bus.publish(sent);
      await bus.publish(last);
      expect(await one.received(1)).toEqual([sent]);
      expect(await two.received(1)).toEqual([sent]);
      expect(await other.received(1)).toEqual([last]);
    });

    it('shares the events of a queue among its consumers', async () => {
      const bus = await scene.open();
      const both = recorder();
      await bus.consume({ queue: scene.queue, types: [scene.type], handle: both.handle });
      await bus.consume({ queue: scene.queue, types: [scene.type], handle: both.handle });
      const sent = Array.from({ length: 10 }, (_, i) => scene.event(i));
      await Promise.all(sent.map((one) => bus.publish(one)));
      const ids = (await both.received(10)).map(({ id }) => id);
      expect(new Set(ids)).toEqual(new Set(sent.map(({ id }) => id)));
    });

    it('keeps for a durable queue what is published while its consumer is away', async () => {
      const bus = await scene.open();
      const away = await bus.consume({ queue: scene.queue, types: [scene.type], handle: recorder().handle });
      await away.close();
      const sent = [scene.event(1), scene.event(2)];
      for (const one of sent) await bus.publish(one);
      expect(await bus.depth()).toMatchObject({ [scene.queue]: { ready: 2, retrying: 0, dead: 0 } });
      const { handle, received } = recorder();
      await bus.consume({ queue: scene.queue, types: [scene.type], handle });
      expect(await received(2)).toEqual(sent);
    });

    it('keeps them over a restart', async () => {
      const before = await scene.open();
      await (await before.consume({ queue: scene.queue, types: [scene.type], handle: recorder().handle })).close();
      const sent = scene.event();
      await before.publish(sent);
      await before.close();
      const { handle, received } = recorder();
      await (await scene.open()).consume({ queue: scene.queue, types: [scene.type], handle });
      expect(await received(1)).toEqual([sent]);
    });

    it('keeps what is published before its consumer has ever come, in the queues it was told of', async () => {
      const bus = await scene.open({ ...QUICK, queues: { [scene.queue]: [scene.type] } });
      const sent = scene.event();
      await bus.publish(sent);
      const { handle, received } = recorder();
      await bus.consume({ queue: scene.queue, types: [scene.type], handle });
      expect(await received(1)).toEqual([sent]);
    });

    it('accepts events that nobody waits for', async () => {
      await expect((await scene.open()).publish(scene.event())).resolves.toBeUndefined();
    });
  });

  describe('a consumer that is not durable', () => {
    it('has every event, and so has its neighbour of the same name', async () => {
      const bus = await scene.open();
      const [one, two] = [recorder(), recorder()];
      await bus.consume({ queue: scene.queue, types: [scene.type], handle: one.handle, durable: false });
      await bus.consume({ queue: scene.queue, types: [scene.type], handle: two.handle, durable: false });
      const sent = [scene.event(1), scene.event(2), scene.event(3)];
      for (const each of sent) await bus.publish(each);
      expect(await one.received(3)).toEqual(sent);
      expect(await two.received(3)).toEqual(sent);
    });

    it('gets nothing that was published before it came or after it left', async () => {
      const bus = await scene.open();
      const witness = recorder();
      await bus.consume({ queue: `${scene.queue}.witness`, types: [scene.type], handle: witness.handle });
      await bus.publish(scene.event('early'));
      const { handle, all, received } = recorder();
      const consumer = await bus.consume({ queue: scene.queue, types: [scene.type], handle, durable: false });
      await bus.publish(scene.event('now'));
      await received(1);
      await consumer.close();
      await bus.publish(scene.event('late'));
      await witness.received(3);
      expect(all().map(({ data }) => data)).toEqual(['now']);
    });

    it('loses what it refuses and goes on', async () => {
      const bus = await scene.open();
      const { handle, received } = recorder(({ data }) => {
        if (data === 1) throw new RefusedEvent('no');
      });
      await bus.consume({ queue: scene.queue, types: [scene.type], handle, durable: false });
      for (const data of [1, 2]) await bus.publish(scene.event(data));
      expect((await received(2)).map(({ data }) => data)).toEqual([1, 2]);
      expect(await bus.deadLetters(scene.queue)).toEqual([]);
    });
  });

  describe('closing', () => {
    it.each([true, false])('finishes the event in hand and takes no other (durable: %s)', async (durable) => {
      const bus = await scene.open();
      const { handle, received, all, letGo, finished } = slowRecorder();
      const consumer = await bus.consume({ queue: scene.queue, types: [scene.type], handle, durable });
      for (const data of [1, 2]) await bus.publish(scene.event(data));
      await received(1);
      const closing = consumer.close().then(finished);
      letGo();
      expect(await closing).toBe(1);
      expect(all()).toHaveLength(1);
    });

    it('of the bus finishes what its consumers have in hand, and lets them publish', async () => {
      const bus = await scene.open();
      const gate = Promise.withResolvers<void>();
      const { handle, received } = recorder(async () => {
        await gate.promise;
        await bus.publish(newEvent({ type: `${scene.type}.answer`, source: '/test', data: {} }));
      });
      await bus.consume({ queue: scene.queue, types: [scene.type], handle });
      await bus.publish(scene.event());
      await received(1);
      const closing = bus.close();
      gate.resolve();
      await closing;
      const again = await scene.open();
      await (await again.consume({ queue: scene.queue, types: [scene.type], handle: recorder().handle })).close();
      expect(await again.depth()).toMatchObject({ [scene.queue]: { ready: 0, retrying: 0, dead: 0 } });
      await expect(bus.publish(scene.event())).rejects.toThrow();
    });
  });

  describe('after kill -9', () => {
    it('delivers what was published', async () => {
      const sent = scene.event({ survives: true });
      await (
        await (await scene.open()).consume({ queue: scene.queue, types: [scene.type], handle: recorder().handle })
      ).close();
      await scene.closeAll();
      await scene.killAt('published', { event: sent, queue: scene.queue, consume: false });
      const { handle, received } = recorder();
      await (await scene.open()).consume({ queue: scene.queue, types: [scene.type], handle });
      expect(await received(1)).toEqual([sent]);
    });

    it('delivers again what was in a handler’s hands', async () => {
      const sent = scene.event();
      await scene.killAt('handling', { event: sent, queue: scene.queue, consume: true });
      const { handle, received } = recorder();
      await (await scene.open()).consume({ queue: scene.queue, types: [scene.type], handle });
      expect(await received(1)).toEqual([sent]);
    });
  });
}
