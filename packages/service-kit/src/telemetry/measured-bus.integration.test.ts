import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe } from 'vitest';
import { openEmbeddedBus } from '../messaging/embedded-bus.ts';
import { openRabbitBus } from '../messaging/rabbitmq-bus.ts';
import { type RealServer, rabbitmq } from '../testing/servers/index.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { describeMeasuredBus } from './measured-bus-suite.ts';

const quick = { retryDelaysMs: [1, 1, 1, 1], pauseDelaysMs: [50], logger: pino({ level: 'silent' }) };
const broker = rabbitmq();

describe('the metrics of the embedded event bus', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(() => folder.remove());
  describeMeasuredBus(async () => openEmbeddedBus({ file: join(folder.path, 'bus.sqlite'), ...quick }));
});

describe.skipIf(broker.skipped)(`the metrics of the event bus on ${broker.title}`, () => {
  let server: RealServer;
  beforeAll(async () => {
    server = await broker.start();
  });
  afterAll(() => server.remove());
  describeMeasuredBus(() => openRabbitBus({ url: server.url, name: 'test', ...quick }));
});
