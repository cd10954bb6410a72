import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { describeEventBus } from './bus-suite/suite.ts';
import { openEmbeddedBus } from './embedded-bus.ts';
import { newEvent } from './event.ts';

const logger = pino({ level: 'silent' });

async function place() {
  const folder = await mkdtemp(join(tmpdir(), 'besteam-bus-'));
  return { at: join(folder, 'events.sqlite'), remove: () => rm(folder, { recursive: true }) };
}

describeEventBus('the embedded event bus', {
  place,
  open: (file, delays) => openEmbeddedBus({ file, logger, ...delays }),
  child: fileURLToPath(new URL('bus-suite/embedded-bus-child.ts', import.meta.url)),
});

describe('the embedded event bus’s file', () => {
  it('is refused to a second opener, clearly, and free after closing', async () => {
    const { at, remove } = await place();
    const first = openEmbeddedBus({ file: at, logger });
    expect(() => openEmbeddedBus({ file: at, logger })).toThrow(/in use by another process/);
    await first.close();
    await openEmbeddedBus({ file: at, logger }).close();
    await remove();
  });

  it('forgets the types a queue no longer asks for', async () => {
    const { at, remove } = await place();
    const bus = openEmbeddedBus({ file: at, logger });
    const handle = async () => {};
    await (await bus.consume({ queue: 'players.accounts', types: ['a', 'b'], handle })).close();
    await (await bus.consume({ queue: 'players.accounts', types: ['b'], handle })).close();
    for (const type of ['a', 'b']) await bus.publish(newEvent({ type, source: '/test', data: {} }));
    expect(await bus.depth()).toEqual({ 'players.accounts': { ready: 1, retrying: 0, dead: 0 } });
    await bus.close();
    await remove();
  });
});
