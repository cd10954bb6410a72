import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EventBus, RefusedEvent } from './bus.ts';
import { recorder } from './bus-suite/recorder.ts';
import { openEmbeddedBus } from './embedded-bus.ts';
import { newEvent } from './event.ts';
import { checkedBus } from './event-schemas.ts';

const type = 'besteam.squad.changed.v1';
const schema = {
  type: 'object',
  required: ['specversion', 'id', 'type', 'source', 'time', 'data'],
  properties: {
    time: { type: 'string', format: 'date-time' },
    data: {
      type: 'object',
      required: ['version'],
      properties: { version: { type: 'integer', minimum: 1 } },
      additionalProperties: false,
    },
  },
};
const event = (data: unknown, time?: string) => newEvent({ type, source: '/players', data, time });

let folder: string;
let unchecked: EventBus;
let bus: EventBus;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'besteam-bus-'));
  const logger = pino({ level: 'silent' });
  unchecked = openEmbeddedBus({ file: join(folder, 'events.sqlite'), logger, retryDelaysMs: [1, 1, 1, 1] });
  bus = checkedBus(unchecked, { [type]: schema });
});
afterEach(async () => {
  await bus.close();
  await rm(folder, { recursive: true });
});

describe('a bus with contracts', () => {
  it('carries events that keep theirs', async () => {
    const { handle, received } = recorder();
    await bus.consume({ queue: 'matches.squads', types: [type], handle });
    const sent = event({ version: 1 });
    await bus.publish(sent);
    expect(await received(1)).toEqual([sent]);
  });

  it.each<[string, unknown, string?]>([
    ['a missing field', {}],
    ['an unknown field', { version: 1, secret: true }],
    ['a wrong type', { version: '1' }],
    ['a time that is none', { version: 1 }, 'yesterday'],
  ])('does not publish an event with %s', async (_, data, time) => {
    await bus.consume({ queue: 'matches.squads', types: [type], handle: recorder().handle });
    await expect(bus.publish(event(data, time))).rejects.toThrow(RefusedEvent);
    expect(await bus.depth()).toEqual({ 'matches.squads': { ready: 0, retrying: 0, dead: 0 } });
  });

  it('does not publish an event that no contract has', async () => {
    const unknown = newEvent({ type: 'besteam.unknown.v1', source: '/players', data: {} });
    await expect(bus.publish(unknown)).rejects.toThrow(/no contract has an event of type besteam\.unknown\.v1/);
  });

  it('keeps what breaks its contract from the handler: it dies, and the others are handled', async () => {
    const { handle, received } = recorder();
    await bus.consume({ queue: 'matches.squads', types: [type], handle });
    const broken = event({ version: 0 });
    const good = event({ version: 2 });
    await unchecked.publish(broken);
    await unchecked.publish(good);
    expect(await received(1)).toEqual([good]);
    await expect.poll(() => bus.deadLetters('matches.squads')).toEqual([broken]);
  });
});
