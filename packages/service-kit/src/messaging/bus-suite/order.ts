import { describe, expect, it } from 'vitest';
import { RefusedEvent } from '../bus.ts';
import { recorder, slowRecorder } from './recorder.ts';
import { type BusScene, eventually, SLOW_RETRIES } from './scene.ts';

const EMPTY = { ready: 0, retrying: 0, dead: 0 };

/** How many events a consumer handles at once, and in which order. */
export function describeOrder(scene: BusScene): void {
  describe('several events', () => {
    it('of one subject come one at a time, in their order', async () => {
      const bus = await scene.open();
      let together = 0;
      let most = 0;
      const { handle, received } = recorder(async () => {
        together += 1;
        most = Math.max(most, together);
        await new Promise(setImmediate);
        together -= 1;
      });
      await bus.consume({ queue: scene.queue, types: [scene.type], handle });
      const sent = Array.from({ length: 10 }, (_, i) => scene.event(i));
      for (const one of sent) await bus.publish(one);
      expect(await received(10)).toEqual(sent);
      expect(most).toBe(1);
    });

    it.each([
      { atOnce: undefined, most: 8 },
      { atOnce: 2, most: 2 },
    ])('of several subjects come $most at once where $atOnce is asked for, and no more', async ({ atOnce, most }) => {
      const bus = await scene.open();
      const gate = Promise.withResolvers<void>();
      const { handle, received, all } = recorder(() => gate.promise);
      await bus.consume({ queue: scene.queue, types: [scene.type], handle, ...(atOnce && { atOnce }) });
      for (let i = 0; i < 20; i++) await bus.publish(scene.event(i, `subject ${i}`));
      await received(most);
      await bus.depth();
      expect(all().map(({ data }) => data)).toEqual(Array.from({ length: most }, (_, i) => i));
      gate.resolve();
      expect(await received(20)).toHaveLength(20);
      await eventually(() => bus.depth()).toMatchObject({ [scene.queue]: EMPTY });
    });

    it('of a subject wait for each other while those of another go on', async () => {
      const bus = await scene.open();
      const gate = Promise.withResolvers<void>();
      const { handle, received, all } = recorder(({ data }) => (data === 'slow' ? gate.promise : undefined));
      await bus.consume({ queue: scene.queue, types: [scene.type], handle });
      const one = ['slow', 'one 2', 'one 3'].map((data) => scene.event(data));
      const other = ['other 1', 'other 2', 'other 3'].map((data) => scene.event(data, 'other'));
      for (const event of [...one, ...other]) await bus.publish(event);
      await received(4);
      expect(all()).toEqual([...one.slice(0, 1), ...other]);
      gate.resolve();
      expect((await received(6)).slice(4)).toEqual(one.slice(1));
    });

    it('of a subject do not wait for one that was refused', async () => {
      const bus = await scene.open(SLOW_RETRIES);
      const { handle, received } = recorder(({ data }) => {
        if (data === 1) throw new RefusedEvent('no');
      });
      await bus.consume({ queue: scene.queue, types: [scene.type], handle });
      for (const data of [1, 2, 3]) await bus.publish(scene.event(data));
      expect((await received(3)).map(({ data }) => data)).toEqual([1, 2, 3]);
      await eventually(() => bus.depth()).toMatchObject({ [scene.queue]: { ...EMPTY, retrying: 1 } });
    });

    it('in hand are all finished at the end, and those behind them kept', async () => {
      const bus = await scene.open();
      const { handle, received, all, letGo, finished } = slowRecorder();
      const consumer = await bus.consume({ queue: scene.queue, types: [scene.type], handle });
      for (let i = 0; i < 15; i++) await bus.publish(scene.event(i, `subject ${i}`));
      await received(8);
      const closing = consumer.close().then(finished);
      letGo();
      expect(await closing).toBe(8);
      expect(all()).toHaveLength(8);
      await eventually(() => bus.depth()).toMatchObject({ [scene.queue]: { ...EMPTY, ready: 7 } });
      const rest = recorder();
      await bus.consume({ queue: scene.queue, types: [scene.type], handle: rest.handle });
      const left = (await rest.received(7)).map(({ data }) => data);
      expect(new Set(left)).toEqual(new Set([8, 9, 10, 11, 12, 13, 14]));
    });
  });
}
