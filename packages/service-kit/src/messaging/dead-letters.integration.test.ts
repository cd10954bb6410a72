import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../ids.ts';
import { type RealServer, rabbitmq } from '../testing/servers/index.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { RefusedEvent } from './bus.ts';
import { recorder } from './bus-suite/recorder.ts';
import { openEmbeddedBus } from './embedded-bus.ts';
import { newEvent } from './event.ts';
import { openRabbitBus, type RabbitBus } from './rabbitmq-bus.ts';

const PROGRAM = fileURLToPath(new URL('dead-letters.ts', import.meta.url));
const broker = rabbitmq();

describe.skipIf(broker.skipped)(`the dead letters of ${broker.title}`, () => {
  let server: RealServer;
  let bus: RabbitBus;
  beforeAll(async () => {
    server = await broker.start();
    bus = await openRabbitBus({
      url: server.url,
      name: 'test',
      logger: pino({ level: 'silent' }),
      retryDelaysMs: [1, 2, 3, 4],
    });
  });
  afterAll(async () => {
    await bus.close();
    await server.remove();
  });
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, [PROGRAM, ...args], { env: { ...process.env, RABBITMQ_URL: server.url } });

  it('are listed one a line, stay where they are, and are tried again when they are replayed', async () => {
    const [type, queue] = [`besteam.test-${newId()}.v1`, `test.${newId()}`];
    let healed = false;
    const { handle, received } = recorder(() => {
      if (!healed) throw new RefusedEvent('a bug');
    });
    await bus.consume({ queue, types: [type], handle });
    const event = newEvent({ type, source: '/test', data: { name: 'Ana' } });
    await bus.publish(event);
    await expect.poll(() => bus.depth()).toEqual({ [queue]: { ready: 0, retrying: 0, dead: 1 } });

    expect((await run('list', queue)).stdout).toBe(`${JSON.stringify(event)}\n`);
    expect((await run('list', queue)).stdout).toBe(`${JSON.stringify(event)}\n`);
    healed = true;
    expect((await run('replay', queue)).stdout).toBe(`1 events of ${queue} are tried again\n`);
    expect((await received(6))[5]).toEqual(event);
    expect((await run('list', queue)).stdout).toBe('');
  });

  it('of nothing are explained', async () => {
    await expect(run('list')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('Usage') });
  });
});

describe('the dead letters of the embedded bus', () => {
  it('are listed and replayed once nobody has its file open, and until then that is said', async () => {
    const folder = await temporaryFolder();
    const run = (...args: string[]) =>
      promisify(execFile)(process.execPath, [PROGRAM, ...args], {
        env: { ...process.env, RABBITMQ_URL: '', DATA_DIR: folder.path },
      });
    await expect(run('list', 'test')).rejects.toMatchObject({ stderr: expect.stringContaining('no queues') });
    const logger = pino({ level: 'silent' });
    const bus = openEmbeddedBus({ file: join(folder.path, 'bus.sqlite'), logger, retryDelaysMs: [] });
    const handle = async () => {
      throw new RefusedEvent('a bug');
    };
    await bus.consume({ queue: 'test', types: ['a'], handle });
    const event = newEvent({ type: 'a', source: '/test', data: { name: 'Ana' } });
    await bus.publish(event);
    await expect.poll(() => bus.deadLetters('test')).toHaveLength(1);
    await expect(run('list', 'test')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('stop Besteam'),
    });
    await bus.close();

    expect((await run('list', 'test')).stdout).toBe(`${JSON.stringify(event)}\n`);
    expect((await run('replay', 'test')).stdout).toBe('1 events of test are tried again\n');
    expect((await run('list', 'test')).stdout).toBe('');
    await folder.remove();
  });
});
