import { describe, expect, it } from 'vitest';
import eventSchemas from '../generated/events.schemas.json' with { type: 'json' };
import { routes, type Schema, schemasOf } from './documents.ts';
import { missingLimits, walk } from './walk.ts';

const unlimited = (place: string, schema: Schema) =>
  walk(place, schema).flatMap((visited) => missingLimits(visited.schema).map((lack) => `${visited.place}: ${lack}`));

describe('limits', () => {
  it.each(routes.map((route) => [route.operation.operationId, route] as const))(
    'bound all that %s carries',
    (_, route) => {
      expect(schemasOf(route).flatMap(({ place, schema }) => unlimited(place, schema))).toEqual([]);
    },
  );

  it.each(Object.entries<Schema>(eventSchemas))('bound all that %s carries', (type, schema) => {
    expect(unlimited(type, schema)).toEqual([]);
  });

  it.each<[string, Schema, string[]]>([
    ['a string of any length', { type: 'string' }, ['maxLength']],
    ['a number without an end', { type: 'number', minimum: 0 }, ['maximum']],
    ['a list of any length', { type: 'array', items: {} }, ['maxItems']],
    ['an open object', { type: 'object', properties: {} }, ['additionalProperties']],
    ['a map of any size', { type: 'object', additionalProperties: {}, propertyNames: {} }, ['maxProperties']],
    ['a nullable string of any length', { type: ['string', 'null'] }, ['maxLength']],
  ])('are missed in %s', (_, schema, lacks) => {
    expect(missingLimits(schema)).toEqual(lacks);
  });
});
