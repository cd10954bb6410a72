import type { Schema } from './documents.ts';

export interface Visited {
  place: string;
  schema: Schema;
}

/** A schema and all schemas inside it, each with the way to it. */
export function walk(place: string, schema: Schema): Visited[] {
  return [{ place, schema }, ...inside(schema).flatMap(([step, child]) => walk(`${place}/${step}`, child))];
}

function inside(schema: Schema): [string, Schema][] {
  const maps = ['properties', 'patternProperties', '$defs'].flatMap((keyword) => entries(schema[keyword]));
  const lists = ['oneOf', 'anyOf', 'allOf', 'prefixItems'].flatMap((keyword) => entries(schema[keyword]));
  const single = ['items', 'additionalProperties', 'propertyNames', 'contentSchema'].flatMap(
    (keyword): [string, Schema][] => {
      const child = schema[keyword];
      return isSchema(child) ? [[keyword, child]] : [];
    },
  );
  return [...maps, ...lists, ...single];
}

function entries(value: unknown): [string, Schema][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]): [string, Schema][] => (isSchema(child) ? [[key, child]] : []));
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is wrong with a schema's limits; nothing when it bounds all it allows. */
export function missingLimits({ type, ...schema }: Schema): string[] {
  const types = Array.isArray(type) ? type : [type];
  const closed = schema['enum'] !== undefined || schema['const'] !== undefined;
  const missing = (keywords: string[]) => keywords.filter((keyword) => schema[keyword] === undefined);
  return types.flatMap((one) => {
    if (one === 'string') return closed ? [] : missing(['maxLength']);
    if (one === 'number' || one === 'integer') return closed ? [] : missing(['minimum', 'maximum']);
    if (one === 'array') return missing(['items', 'maxItems']);
    if (one === 'object') return missingObjectLimits(schema);
    return [];
  });
}

/** An object either lists its properties and no others, or is a map with bounded names, number and values. */
function missingObjectLimits(schema: Schema): string[] {
  const map = isSchema(schema['additionalProperties']);
  if (map) return ['propertyNames', 'maxProperties'].filter((keyword) => schema[keyword] === undefined);
  return schema['additionalProperties'] === false ? [] : ['additionalProperties'];
}
