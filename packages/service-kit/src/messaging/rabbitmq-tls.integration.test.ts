import { pino } from 'pino';
import { Connection } from 'rabbitmq-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../ids.ts';
import { type RealServer, rabbitmq, type ServerTls, serverTls, startRabbitmq } from '../testing/servers/index.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { recorder } from './bus-suite/recorder.ts';
import { newEvent } from './event.ts';
import { openRabbitBus, type RabbitBus } from './rabbitmq-bus.ts';
import { bodyOf, messageOf } from './rabbitmq-message.ts';
import { createRabbitPublisher } from './rabbitmq-publisher.ts';

const broker = rabbitmq();
const ours = !process.env['RABBITMQ_URL'];
const RETRY_MS = 60_000;
const QUORUM = { 'x-queue-type': 'quorum' };
/** RabbitMQ loses nothing between quorum queues only so. */
const SAFE = { 'x-dead-letter-strategy': 'at-least-once', 'x-overflow': 'reject-publish' };

describe.skipIf(broker.skipped || !ours)(`${broker.title} that asks for encryption and a password`, () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let tls: ServerTls;
  let server: RealServer;
  let bus: RabbitBus;
  let raw: Connection;
  beforeAll(async () => {
    folder = await temporaryFolder();
    tls = await serverTls(folder.path);
    server = await startRabbitmq({ password: 'open-sesame', tls });
    const logger = pino({ level: 'silent' });
    bus = await openRabbitBus({ url: server.url, ca: tls.ca, name: 'test', logger, retryDelaysMs: [RETRY_MS] });
    raw = new Connection({ url: server.url, tls: { ca: tls.ca } });
  });
  afterAll(async () => {
    await raw?.close();
    await bus?.close();
    await server?.remove();
    await folder?.remove();
  });

  it('is reached with an amqps:// address and its own authority', async () => {
    expect(server.url).toMatch(/^amqps:\/\/guest:open-sesame@localhost/);
    const { handle, received } = recorder();
    const event = newEvent({ type: `besteam.test-${newId()}.v1`, source: '/test', data: {} });
    await bus.consume({ queue: `test.${newId()}`, types: [event.type], handle });
    await bus.publish(event);
    expect(await received(1)).toEqual([event]);
  });

  it('holds queues that hand on refused and dead events at least once', async () => {
    const queue = `test.${newId()}`;
    await bus.consume({ queue, types: ['besteam.test.v1'], handle: async () => undefined });
    const hands = (to: string) => ({ ...QUORUM, 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': to });
    const declared = (name: string, settings: object) =>
      raw.queueDeclare({ queue: name, durable: true, arguments: settings as never });
    const toDead = { ...hands(`${queue}.dead`), 'x-delivery-limit': 20 };
    const toRetry = { ...hands(queue), 'x-message-ttl': RETRY_MS };
    for (const [name, settings] of [
      [queue, toDead],
      [`${queue}.retry.${RETRY_MS}`, toRetry],
    ] as const) {
      await expect(declared(name, { ...settings, ...SAFE })).resolves.toMatchObject({ queue: name });
      await expect(declared(name, settings)).rejects.toThrow(/inequivalent arg/);
    }
  });

  it('does not have a message confirmed that it returned because there is no such queue', async () => {
    const publisher = createRabbitPublisher(raw);
    const event = newEvent({ type: 'besteam.test.v1', source: '/test', data: {} });
    const sent = publisher.sendTo(`test.${newId()}`, messageOf(bodyOf(event), event));
    await expect(sent.finally(() => publisher.close())).rejects.toThrow(/has no queue/);
  });
});
