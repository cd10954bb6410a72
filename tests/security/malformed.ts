import type { OpenApiDocument } from '@besteam/service-kit';
import fc from 'fast-check';
import { arbitraryOf, type Schema } from './arbitrary-of.ts';

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  schema: Schema;
}

interface DocumentedOperation {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

type Service = 'users' | 'players' | 'matches';

export interface FuzzedRequest {
  service: Service;
  operationId: string;
  method: string;
  path: string;
  /** Who sends it: an index into the people of the scene, beyond them nobody. */
  sender: number;
  headers: Record<string, string>;
  body?: string | undefined;
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];
const DEEP = `${'['.repeat(300)}${']'.repeat(300)}`;

/** What somebody puts in who wants to see it break. */
const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    5.3,
    1e308,
    -0,
    2 ** 53,
    '',
    ' ',
    '\u0000',
    '\uD800',
    '‮نص',
    "'; DROP TABLE accounts;--",
    '{{7*7}}<%= 7 * 7 %>',
    '../../etc/passwd',
    '=cmd|calc',
    '<script>alert(1)</script>',
    'x'.repeat(3000),
    [],
    {},
    [[[]]],
    { toString: 1, constructor: null },
    JSON.parse('{"__proto__":{"admin":true}}'),
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Requests to every operation of a contract, from right through nearly right to nonsense. `ids` are real ones, by parameter. */
export function fuzzed(
  service: Service,
  contract: OpenApiDocument,
  ids: Record<string, string[]>,
): fc.Arbitrary<FuzzedRequest> {
  const operations = Object.entries(contract.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => method in item).map((method) => ({
      path,
      method,
      operation: item[method] as DocumentedOperation,
    })),
  );
  return fc.oneof(
    ...operations.map(({ path, method, operation }) => {
      const { operationId, parameters = [], requestBody } = operation;
      const schema = requestBody?.content['application/json']?.schema;
      return fc.record({
        service: fc.constant(service),
        operationId: fc.constant(operationId),
        method: fc.constant(method.toUpperCase()),
        path: pathOf(path, parameters, ids),
        sender: fc.nat({ max: 4 }),
        headers: headersOf(parameters, schema !== undefined),
        body: schema ? bodyOf(schema) : fc.constant(undefined),
      });
    }),
  );
}

function pathOf(path: string, parameters: Parameter[], ids: Record<string, string[]>): fc.Arbitrary<string> {
  const placed = parameters.filter((parameter) => parameter.in === 'path');
  const asked = parameters.filter((parameter) => parameter.in === 'query');
  const values = fc.tuple(
    ...placed.map(({ name, schema }) => {
      const real = ids[name] ?? [];
      const known = real.length > 0 ? [{ weight: 6, arbitrary: fc.constantFrom(...real) }] : [];
      return fc.oneof(...known, { weight: 2, arbitrary: arbitraryOf(schema) }, { weight: 1, arbitrary: junk });
    }),
  );
  const query = fc.tuple(
    ...asked.map(({ schema }) => fc.option(fc.oneof(arbitraryOf(schema), junk), { nil: undefined })),
  );
  return fc.tuple(values, query).map(([filled, search]) => {
    const where = placed.reduce((text, { name }, index) => text.replace(`{${name}}`, encoded(filled[index])), path);
    const pairs = asked.flatMap(({ name }, index) =>
      search[index] === undefined ? [] : [`${name}=${encoded(search[index])}`],
    );
    return pairs.length > 0 ? `${where}?${pairs.join('&')}` : where;
  });
}

function headersOf(parameters: Parameter[], withBody: boolean): fc.Arbitrary<Record<string, string>> {
  const known = parameters
    .filter((parameter) => parameter.in === 'header')
    .map(({ name, schema }) => [name.toLowerCase(), fc.oneof(arbitraryOf(schema), junk).map(headerText)] as const);
  const media = fc.constantFrom(
    'application/json',
    'application/json',
    'application/json',
    'text/plain',
    'application/xml',
    'application/json; charset=utf-16',
  );
  const record = { ...Object.fromEntries(known), ...(withBody ? { 'content-type': media } : {}) };
  return fc.record(record, { requiredKeys: withBody ? ['content-type'] : [] });
}

function bodyOf(schema: Schema): fc.Arbitrary<string | undefined> {
  const right = arbitraryOf(schema);
  const bent = fc.tuple(right, junk, fc.nat()).map(([value, wrong, where]) => bend(value, wrong, where));
  return fc.oneof(
    { weight: 4, arbitrary: right.map(jsonText) },
    { weight: 5, arbitrary: bent.map(jsonText) },
    { weight: 1, arbitrary: junk.map(jsonText) },
    { weight: 1, arbitrary: fc.constantFrom('', '{', '{"a":1,}', 'undefined', DEEP, '{"a":1}{"b":2}', '\ufeff{}') },
  );
}

/** The value with one of its places taken by something else, or with a surplus one. */
function bend(value: unknown, wrong: unknown, where: number): unknown {
  if (typeof value !== 'object' || value === null) return wrong;
  const keys = [...Object.keys(value), 'surplus'];
  const key = keys[where % keys.length] ?? 'surplus';
  const inner = (value as Record<string, unknown>)[key];
  const bent =
    typeof inner === 'object' && inner !== null && where % 3 > 0 ? bend(inner, wrong, Math.floor(where / 7)) : wrong;
  return Array.isArray(value)
    ? value.map((one, index) => (String(index) === key ? bent : one))
    : { ...value, [key]: bent };
}

function jsonText(value: unknown): string {
  return JSON.stringify(value) ?? '';
}

function encoded(value: unknown): string {
  const text = typeof value === 'string' ? value : jsonText(value);
  return encodeURIComponent(text.toWellFormed().slice(0, 400)) || '%20';
}

/** Header values take no control characters: the client itself refuses to send them. */
function headerText(value: unknown): string {
  return [...(typeof value === 'string' ? value : jsonText(value))]
    .filter((character) => character >= ' ' && character <= '~')
    .join('')
    .slice(0, 400);
}
