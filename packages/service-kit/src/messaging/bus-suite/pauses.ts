import { describe, expect, it } from 'vitest';
import { recorder } from './recorder.ts';
import { type BusScene, eventually, QUICK } from './scene.ts';

const lostConnection = () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
const FOR_EVER = { ...QUICK, pauseDelaysMs: [60_000] };

/** What becomes of events while what their handlers need is away. */
export function describePauses(scene: BusScene): void {
  describe('infrastructure that is away', () => {
    it('pauses the consumer and uses up no try', async () => {
      const bus = await scene.open();
      let failures = 12;
      const { handle, received } = recorder(() => {
        failures -= 1;
        if (failures >= 0) throw lostConnection();
      });
      await bus.consume({ queue: scene.queue, types: [scene.type], handle });
      const sent = scene.event();
      await bus.publish(sent);
      const tries = await received(13);
      expect(tries.every(({ id }) => id === sent.id)).toBe(true);
      expect(await bus.deadLetters(scene.queue)).toEqual([]);
      await eventually(() => bus.depth()).toMatchObject({ [scene.queue]: { ready: 0, retrying: 0, dead: 0 } });
    });

    it('pauses the whole queue: the others wait for it to come back', async () => {
      const bus = await scene.open({ ...QUICK, pauseDelaysMs: [60_000] });
      const { handle, received } = recorder(() => {
        throw lostConnection();
      });
      const consumer = await bus.consume({ queue: scene.queue, types: [scene.type], handle });
      for (const data of [1, 2, 3]) await bus.publish(scene.event(data));
      await received(1);
      await consumer.close();
      await eventually(() => bus.depth()).toMatchObject({ [scene.queue]: { ready: 3, retrying: 0, dead: 0 } });
    });

    it('pauses the whole queue, whatever the subjects: none of the others is handed over', async () => {
      const bus = await scene.open(FOR_EVER);
      const { handle, received, all } = recorder(() => {
        throw lostConnection();
      });
      const consumer = await bus.consume({ queue: scene.queue, types: [scene.type], handle });
      const witness = recorder();
      await bus.consume({ queue: `${scene.queue}.witness`, types: [scene.type], handle: witness.handle });
      await bus.publish(scene.event(0, 'first'));
      await received(1);
      await Promise.all(Array.from({ length: 12 }, (_, i) => bus.publish(scene.event(i, `other ${i}`))));
      await witness.received(13);
      expect(all()).toHaveLength(1);
      await consumer.close();
      expect(all()).toHaveLength(1);
      await eventually(() => bus.depth()).toMatchObject({ [scene.queue]: { ready: 13, retrying: 0, dead: 0 } });
    });

    it('finishes what was in hand when it was found away, and hands over the rest when it is back', async () => {
      const bus = await scene.open();
      const slow = Promise.withResolvers<void>();
      let away = true;
      const { handle, received } = recorder(({ data }) => {
        if (data === 'slow') return slow.promise;
        if (away) throw lostConnection();
        return undefined;
      });
      await bus.consume({ queue: scene.queue, types: [scene.type], handle });
      await bus.publish(scene.event('slow', 'slow'));
      await received(1);
      await bus.publish(scene.event('failing', 'failing'));
      await received(3);
      slow.resolve();
      away = false;
      await Promise.all(Array.from({ length: 12 }, (_, i) => bus.publish(scene.event(i, `other ${i}`))));
      await eventually(() => bus.depth()).toMatchObject({ [scene.queue]: { ready: 0, retrying: 0, dead: 0 } });
    });

    it('asks one event after the other whether it is back: what one alone fails at stops nobody for good', async () => {
      const bus = await scene.open();
      const { handle, all } = recorder(({ data }) => {
        if (data === 'cursed') throw lostConnection();
      });
      const consumer = await bus.consume({ queue: scene.queue, types: [scene.type], handle });
      await bus.publish(scene.event('cursed', 'cursed'));
      for (const data of ['a', 'b', 'c']) await bus.publish(scene.event(data, data));
      await eventually(() => new Set(all().map(({ data }) => data))).toEqual(new Set(['cursed', 'a', 'b', 'c']));
      await consumer.close();
      await eventually(() => bus.depth()).toMatchObject({ [scene.queue]: { ready: 1, retrying: 0, dead: 0 } });
    });
  });
}
