import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { afterAll, beforeAll, describe } from 'vitest';
import { type RealServer, rabbitmq } from '../testing/servers/index.ts';
import { describeEventBus } from './bus-suite/suite.ts';
import { openRabbitBus } from './rabbitmq-bus.ts';

const broker = rabbitmq();

describe.skipIf(broker.skipped)(broker.title, () => {
  let server: RealServer;
  beforeAll(async () => {
    server = await broker.start();
  });
  afterAll(() => server.remove());

  describeEventBus('the event bus on RabbitMQ', {
    // Each test has queues of its own name.
    place: async () => ({ at: server.url, remove: async () => undefined }),
    open: (url, delays) =>
      openRabbitBus({
        url,
        name: 'test',
        logger: pino({ level: process.env['TEST_LOG_LEVEL'] ?? 'silent' }),
        ...delays,
      }),
    child: fileURLToPath(new URL('bus-suite/rabbitmq-bus-child.ts', import.meta.url)),
  });
});
