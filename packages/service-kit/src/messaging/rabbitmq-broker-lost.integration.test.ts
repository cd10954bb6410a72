import { setTimeout as after } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../ids.ts';
import { type RealServer, rabbitmq } from '../testing/servers/index.ts';
import { recorder } from './bus-suite/recorder.ts';
import { newEvent } from './event.ts';
import { isInfrastructureFailure } from './infrastructure-failure.ts';
import { openRabbitBus, type RabbitBus } from './rabbitmq-bus.ts';

/** A refusal may come at once: whoever tries again must rest, as the outbox relay does. */
const REST_MS = 20;
/** RabbitMQ 3.10 itself does not survive a kill -9 in the second in which a quorum queue is declared: the queue never elects a leader again. */
const SETTLED_MS = 3000;

const broker = rabbitmq();
const own = !process.env['RABBITMQ_URL'];

describe.skipIf(broker.skipped || !own)(`${broker.title} killed while events are published`, () => {
  let server: RealServer;
  let bus: RabbitBus;
  beforeAll(async () => {
    server = await broker.start();
    bus = await openRabbitBus({ url: server.url, name: 'test', logger: pino({ level: 'silent' }) });
  });
  afterAll(async () => {
    await bus.close();
    await server.remove();
  });

  it('loses none that was confirmed, refuses the others as lost infrastructure, and goes on by itself', async () => {
    const type = `besteam.test-${newId()}.v1`;
    const { handle, all } = recorder();
    const refusals: unknown[] = [];
    const confirmed: string[] = [];
    await bus.consume({ queue: `test.${newId()}`, types: [type], handle });
    let publishing = true;
    const publish = async () => {
      while (publishing) {
        const event = newEvent({ type, source: '/test', subject: `subject ${confirmed.length % 3}`, data: {} });
        await bus.publish(event).then(
          () => void confirmed.push(event.id),
          (error: unknown) => {
            refusals.push(error);
            return after(REST_MS);
          },
        );
      }
    };
    const publishers = Promise.all(Array.from({ length: 8 }, publish));
    const settled = performance.now() + SETTLED_MS;
    await expect.poll(() => performance.now()).toBeGreaterThan(settled);
    expect(confirmed.length).toBeGreaterThan(0);
    await server.signal('SIGKILL');
    await expect.poll(() => refusals.length).toBeGreaterThan(0);
    await expect(bus.ping()).rejects.toThrow();
    await server.start();
    const before = confirmed.length;
    await expect.poll(() => confirmed.length).toBeGreaterThan(before + 50);
    publishing = false;
    await publishers;

    expect(refusals.every(isInfrastructureFailure)).toBe(true);
    const lost = () => {
      const handled = new Set(all().map(({ id }) => id));
      return confirmed.filter((id) => !handled.has(id));
    };
    await expect.poll(lost).toEqual([]);
    await expect(bus.ping()).resolves.toBeUndefined();
  });
});
