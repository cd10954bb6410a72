import { isObject, type Json, listAt, objectAt } from '../json.ts';

/** Who must go on understanding whom: `in` is what callers send, `out` is what they are given. */
export type Direction = 'in' | 'out';

/** Where a document's schemas are looked up. */
export interface Side {
  document: unknown;
  schema: unknown;
}

const LEAST = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const MOST = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
const EXACT = ['type', 'format', 'pattern', 'const'];

/** What breaks callers between two versions of a schema, each with where it is. References may go round in circles. */
export function brokenIn(before: Side, after: Side, direction: Direction, at: string, seen: string[] = []): string[] {
  const pair = JSON.stringify([objectAt(before, 'schema')['$ref'], objectAt(after, 'schema')['$ref']]);
  if (pair !== '[null,null]' && seen.includes(pair)) return [];
  const [old, now] = [resolved(before), resolved(after)];
  const deeper = [...seen, pair];
  const inside = (left: unknown, right: unknown, where: string) =>
    brokenIn({ ...before, schema: left }, { ...after, schema: right }, direction, where, deeper);
  return [
    ...EXACT.filter((key) => JSON.stringify(old[key]) !== JSON.stringify(now[key]))
      .filter((key) => !widened(old[key], now[key], direction))
      .map((key) => `${at}: ${key} ${say(old[key])} became ${say(now[key])}`),
    ...(direction === 'in' ? narrowed(old, now, at) : []),
    ...values(old, now, direction, at),
    ...properties(old, now, direction, at, inside),
    ...('items' in old && 'items' in now ? inside(old['items'], now['items'], `${at}[]`) : []),
    ...['oneOf', 'anyOf'].flatMap((key) => alternatives(old, now, key, direction, at, inside)),
  ];
}

/** A schema with its reference followed and the parts of `allOf` put together. */
function resolved({ document, schema }: Side): Json {
  if (!isObject(schema)) return {};
  const reference = schema['$ref'];
  const target =
    typeof reference === 'string'
      ? resolved({ document, schema: objectAt(document, ...reference.replace('#/', '').split('/')) })
      : {};
  const parts = [target, ...listAt(schema, 'allOf').map((part) => resolved({ document, schema: part })), schema];
  return {
    ...Object.assign({}, ...parts),
    properties: Object.assign({}, ...parts.map((part) => objectAt(part, 'properties'))),
    required: parts.flatMap((part) => listAt(part, 'required')),
  };
}

/** What was demanded and is no more widens what may be sent; what is promised anew narrows what is given. */
function widened(old: unknown, now: unknown, direction: Direction): boolean {
  if (direction === 'in' ? now === undefined : old === undefined) return true;
  const [from, to] = direction === 'in' ? [old, now] : [now, old];
  return Array.isArray(to) && [from].flat().every((type) => to.includes(type));
}

function narrowed(old: Json, now: Json, at: string): string[] {
  const number = (schema: Json, key: string) => (typeof schema[key] === 'number' ? schema[key] : undefined);
  const tighter = (key: string, sign: 1 | -1) => {
    const [from, to] = [number(old, key), number(now, key)];
    return to !== undefined && (from === undefined || (to - from) * sign > 0);
  };
  return [...LEAST.filter((key) => tighter(key, 1)), ...MOST.filter((key) => tighter(key, -1))].map(
    (key) => `${at}: ${key} ${say(old[key])} became ${say(now[key])}`,
  );
}

/** Callers may not send a value that is gone. One that is new they may be given: they must take unknown ones for unknown. */
function values(old: Json, now: Json, direction: Direction, at: string): string[] {
  const [from, to] = [listAt(old, 'enum'), listAt(now, 'enum')];
  if (direction === 'out' || to.length === 0) return [];
  const gone = from.filter((value) => !to.includes(value));
  if (from.length === 0) return [`${at}: only ${to.join(', ')} are taken now`];
  return gone.map((value) => `${at}: ${say(value)} is no longer taken`);
}

type Inside = (left: unknown, right: unknown, where: string) => string[];

function properties(old: Json, now: Json, direction: Direction, at: string, inside: Inside): string[] {
  const [from, to] = [objectAt(old, 'properties'), objectAt(now, 'properties')];
  const [had, has] = [listAt(old, 'required'), listAt(now, 'required')];
  const lost = Object.keys(from).filter((name) => !(name in to));
  const shared = Object.keys(from).filter((name) => name in to);
  return [
    ...lost.map((name) => `${at}.${name} is gone`),
    ...(direction === 'in'
      ? has.filter((name) => !had.includes(name)).map((name) => `${at}.${name} is required now`)
      : had
          .filter((name) => !has.includes(name) && shared.includes(String(name)))
          .map((name) => `${at}.${name} may be absent now`)),
    ...shared.flatMap((name) => inside(from[name], to[name], `${at}.${name}`)),
  ];
}

/** Every way that callers used must still be there; every way that they are answered must be one that they know. */
function alternatives(old: Json, now: Json, key: string, direction: Direction, at: string, inside: Inside): string[] {
  const [from, to] = [listAt(old, key), listAt(now, key)];
  if (from.length === 0 || to.length === 0) return from.length === to.length ? [] : [`${at}: ${key} came or went`];
  const fits = (left: unknown, right: unknown) => inside(left, right, at).length === 0;
  return direction === 'in'
    ? from.flatMap((left, index) =>
        to.some((right) => fits(left, right)) ? [] : [`${at}: the alternative ${index + 1} of ${key} is gone`],
      )
    : to.flatMap((right, index) =>
        from.some((left) => fits(left, right)) ? [] : [`${at}: the alternative ${index + 1} of ${key} is new`],
      );
}

const say = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));
