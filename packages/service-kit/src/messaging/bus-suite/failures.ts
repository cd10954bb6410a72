import { describe, expect, it } from 'vitest';
import { RefusedEvent } from '../bus.ts';
import { recorder } from './recorder.ts';
import { type BusScene, eventually, QUICK, SLOW_RETRIES } from './scene.ts';

/** What becomes of events whose handlers fail. */
export function describeFailures(scene: BusScene): void {
  describe('a refused event', () => {
    it('is tried five times with growing delays and then lies among the dead letters', async () => {
      const bus = await scene.open();
      const times: number[] = [];
      const { handle, received } = recorder(() => {
        times.push(performance.now());
        throw new RefusedEvent('no such squad');
      });
      await bus.consume({ queue: scene.queue, types: [scene.type], handle });
      const sent = scene.event();
      await bus.publish(sent);
      await received(5);
      await eventually(() => bus.deadLetters(scene.queue)).toEqual([sent]);
      expect(times).toHaveLength(5);
      const waits = times.slice(1).map((time, i) => time - (times[i] ?? 0));
      // A timer of Node may fire up to 1 ms before its time.
      QUICK.retryDelaysMs.forEach((delay, i) => {
        expect(waits[i]).toBeGreaterThanOrEqual(delay - 1);
      });
      expect(await bus.depth()).toMatchObject({ [scene.queue]: { ready: 0, retrying: 0, dead: 1 } });
    });

    it('succeeds at a later try', async () => {
      const bus = await scene.open();
      let tries = 0;
      const { handle, received } = recorder(() => {
        tries += 1;
        if (tries < 3) throw new Error('not yet');
      });
      await bus.consume({ queue: scene.queue, types: [scene.type], handle });
      await bus.publish(scene.event());
      await received(3);
      await eventually(() => bus.depth()).toMatchObject({ [scene.queue]: { ready: 0, retrying: 0, dead: 0 } });
    });

    it('blocks no other', async () => {
      const bus = await scene.open(SLOW_RETRIES);
      const { handle, received } = recorder(({ data }) => {
        if (data === 'poison') throw new RefusedEvent('poison');
      });
      await bus.consume({ queue: scene.queue, types: [scene.type], handle });
      for (const data of ['poison', 'a', 'poison', 'b']) await bus.publish(scene.event(data));
      const order = (await received(4)).map(({ data }) => data);
      expect(order.filter((data) => data !== 'poison')).toEqual(['a', 'b']);
      await eventually(() => bus.depth()).toMatchObject({ [scene.queue]: { ready: 0, retrying: 2, dead: 0 } });
    });

    it('is refused in one queue only', async () => {
      const bus = await scene.open();
      const good = recorder();
      const bad = recorder(() => {
        throw new RefusedEvent('no');
      });
      await bus.consume({ queue: `${scene.queue}.good`, types: [scene.type], handle: good.handle });
      await bus.consume({ queue: `${scene.queue}.bad`, types: [scene.type], handle: bad.handle });
      await bus.publish(scene.event());
      await bad.received(5);
      expect(good.all()).toHaveLength(1);
    });

    it('that died is handled when it is replayed', async () => {
      const bus = await scene.open();
      let healed = false;
      const { handle, received } = recorder(() => {
        if (!healed) throw new RefusedEvent('a bug');
      });
      await bus.consume({ queue: scene.queue, types: [scene.type], handle });
      const sent = [scene.event(1), scene.event(2)];
      for (const one of sent) await bus.publish(one);
      await eventually(async () => (await bus.deadLetters(scene.queue)).length).toBe(2);
      healed = true;
      expect(await bus.replayDeadLetters(scene.queue)).toBe(2);
      const replayed = (await received(12)).slice(10).map(({ id }) => id);
      expect(new Set(replayed)).toEqual(new Set(sent.map(({ id }) => id)));
      expect(await bus.deadLetters(scene.queue)).toEqual([]);
      expect(await bus.replayDeadLetters(scene.queue)).toBe(0);
    });

    it('has five new tries after a replay', async () => {
      const bus = await scene.open();
      const { handle, received } = recorder(() => {
        throw new RefusedEvent('still a bug');
      });
      await bus.consume({ queue: scene.queue, types: [scene.type], handle });
      await bus.publish(scene.event());
      await eventually(async () => (await bus.deadLetters(scene.queue)).length).toBe(1);
      await bus.replayDeadLetters(scene.queue);
      await received(10);
      await eventually(async () => (await bus.deadLetters(scene.queue)).length).toBe(1);
    });
  });

  describe('a handler that hangs', () => {
    const IMPATIENT = { ...QUICK, handleMs: 50 };

    it('is given up, tried again and dead in the end, and holds up no other event', async () => {
      const bus = await scene.open(IMPATIENT);
      const { handle, received } = recorder(({ data }) => (data === 'hangs' ? new Promise<void>(() => {}) : undefined));
      await bus.consume({ queue: scene.queue, types: [scene.type], handle });
      const sent = [scene.event('hangs'), scene.event('goes')];
      for (const one of sent) await bus.publish(one);
      expect((await received(6)).filter(({ data }) => data === 'goes')).toHaveLength(1);
      await eventually(() => bus.deadLetters(scene.queue)).toEqual(sent.slice(0, 1));
    });

    it('of a passing consumer loses its event and no other', async () => {
      const bus = await scene.open(IMPATIENT);
      const { handle, received } = recorder(({ data }) => (data === 1 ? new Promise<void>(() => {}) : undefined));
      await bus.consume({ queue: scene.queue, types: [scene.type], handle, durable: false });
      for (const data of [1, 2]) await bus.publish(scene.event(data));
      expect((await received(2)).map(({ data }) => data)).toEqual([1, 2]);
    });
  });
}
