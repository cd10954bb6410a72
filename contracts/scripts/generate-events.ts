import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { parse } from 'yaml';

interface EventsDocument {
  /** The types that each consumer's queue wants. */
  'x-queues': Record<string, string[]>;
  components: {
    messages: Record<string, { name: string; title: string }>;
    schemas: Record<string, JSONSchema>;
  };
}

const UNION = `export type BesteamEvent = {
  [T in EventType]: {
    specversion: '1.0';
    id: string;
    type: T;
    source: string;
    subject?: string;
    time: string;
    datacontenttype: 'application/json';
    traceparent?: string;
    data: EventData[T];
  };
}[EventType];`;

/**
 * From the AsyncAPI file: `events.ts` with a data interface for each event, the map from type to data and the union of
 * all events; `events.queues.json` with each consumer's queue and its types; `events.schemas.json` with one self-contained JSON Schema for each event type, to validate by at run time.
 */
export async function generateEvents(source: string, target: string): Promise<void> {
  const document = parse(await readFile(source, 'utf8')) as EventsDocument;
  const { messages, schemas } = document.components;
  const parts = ['// Generated from events.asyncapi.yaml. Do not edit.', ''];
  const byType: Record<string, unknown> = {};
  for (const [name, { name: type }] of Object.entries(messages)) {
    const data = schemas[name];
    const envelope = schemas['Envelope'];
    if (!data || !envelope) throw new Error(`${name} has no schema`);
    parts.push(
      await compile(data, `${name}Data`, {
        bannerComment: '',
        format: false,
        ignoreMinAndMaxItems: true,
        additionalProperties: false,
      }),
    );
    byType[type] = {
      ...envelope,
      additionalProperties: false,
      properties: { ...envelope['properties'], type: { type: 'string', const: type }, data },
    };
  }
  const types = Object.entries(messages).map(([name, { name: type }]) => `  '${type}': ${name}Data;`);
  parts.push('/** What each event tells, by its type. */', 'export interface EventData {', ...types, '}', '');
  parts.push('export type EventType = keyof EventData;', '');
  parts.push('/** Any event as it travels: narrow it by its `type`. */', UNION, '');
  await writeFile(join(target, 'events.ts'), parts.join('\n'));
  await writeFile(join(target, 'events.queues.json'), `${JSON.stringify(document['x-queues'])}\n`);
  await writeFile(join(target, 'events.schemas.json'), `${JSON.stringify(byType)}\n`);
}
