import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import queues from '../generated/events.queues.json' with { type: 'json' };
import schemas from '../generated/events.schemas.json' with { type: 'json' };

interface EventsDocument {
  channels: Record<string, { address: string }>;
  operations: Record<string, { action: string; channel: { $ref: string } }>;
  components: { messages: Record<string, { name: string; examples: { payload: { data: object } }[] }> };
}

const file = new URL('../events.asyncapi.yaml', import.meta.url);
const document: EventsDocument = parse(await readFile(file, 'utf8'));
const messages = Object.values(document.components.messages);

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
const validators = new Map(Object.entries(schemas).map(([type, schema]) => [type, ajv.compile(schema)]));

const promised = [
  'besteam.account.deleted.v1',
  'besteam.account.changed.v1',
  'besteam.account.merged.v1',
  'besteam.squad.changed.v1',
  'besteam.squad.deleted.v1',
  'besteam.ballot.changed.v1',
  'besteam.match.changed.v1',
];

describe('the events', () => {
  it('are the seven that the services promise each other, each with a schema and a channel', () => {
    expect(messages.map(({ name }) => name)).toEqual(promised);
    expect([...validators.keys()]).toEqual(promised);
    expect(Object.values(document.channels).map(({ address }) => address)).toEqual(promised);
  });

  it('are each sent by one service', () => {
    const sent = Object.values(document.operations).map(({ action, channel }) => `${action} ${channel.$ref}`);
    expect(sent).toEqual(Object.keys(document.channels).map((channel) => `send #/channels/${channel}`));
  });

  it('are each wanted by a queue, and no queue wants another', () => {
    expect(new Set(Object.values(queues).flat())).toEqual(new Set(promised));
  });

  it('tell of a ballot that it changed, never whose or what', () => {
    const schema = schemas['besteam.ballot.changed.v1'].properties.data.properties;
    expect(Object.keys(schema).sort()).toEqual(['at', 'raters', 'squadId', 'version']);
  });
});

describe.each(messages)('an example of $name', ({ name, examples }) => {
  const validate = validators.get(name);

  it('is given and keeps its schema', () => {
    expect(examples.length).toBeGreaterThan(0);
    for (const { payload } of examples) expect([validate?.(payload), validate?.errors]).toEqual([true, null]);
  });

  it('breaks it with one property more, in the envelope or in the data', () => {
    for (const { payload } of examples) {
      expect(validate?.({ ...payload, secret: 1 })).toBe(false);
      expect(validate?.({ ...payload, data: { ...payload.data, secret: 1 } })).toBe(false);
    }
  });

  it.each(['id', 'source', 'time', 'data', 'specversion'])('breaks it without %s', (property) => {
    for (const { payload } of examples) expect(validate?.({ ...payload, [property]: undefined })).toBe(false);
  });
});
