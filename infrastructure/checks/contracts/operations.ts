import { isObject, type Json, listAt, objectAt, textAt, valueAt } from '../json.ts';
import { brokenIn } from './schemas.ts';

const METHODS = ['get', 'put', 'post', 'patch', 'delete'];
const JSON_BODY = ['content', 'application/json', 'schema'];

/** What breaks callers between two versions of an OpenAPI document whose references are its own. */
export function brokenOperations(before: unknown, after: unknown): string[] {
  return Object.entries(objectAt(before, 'paths')).flatMap(([path, item]) =>
    METHODS.filter((method) => method in objectAt(item)).flatMap((method) => {
      const name = `${method.toUpperCase()} ${path}`;
      const now = valueAt(after, 'paths', path, method);
      if (!isObject(now)) return [`${name} is gone`];
      const old = objectAt(item, method);
      return [
        ...parameters(before, after, [item, old], [valueAt(after, 'paths', path), now]),
        ...body(before, after, old, now),
        ...answers(before, after, old, now),
        ...authentication(before, after, old, now),
        ...(old['operationId'] === now['operationId']
          ? []
          : ['has another operationId, by which clients are generated']),
      ].map((message) => `${name}: ${message}`);
    }),
  );
}

function follow(document: unknown, value: unknown): Json {
  const reference = textAt(value, '$ref');
  return reference === '' ? objectAt(value) : objectAt(document, ...reference.replace('#/', '').split('/'));
}

/** Unknown parameters are refused, so one that is gone breaks who sends it. */
function parameters(before: unknown, after: unknown, old: unknown[], now: unknown[]): string[] {
  const all = (document: unknown, owners: unknown[]) =>
    owners
      .flatMap((owner) => listAt(owner, 'parameters'))
      .map((parameter) => follow(document, parameter))
      .map((parameter) => [`${textAt(parameter, 'in')} parameter ${textAt(parameter, 'name')}`, parameter] as const);
  const [had, has] = [new Map(all(before, old)), new Map(all(after, now))];
  return [
    ...[...had].flatMap(([name, parameter]) => {
      const other = has.get(name);
      if (other === undefined) return [`${name} is gone`];
      return [
        ...(other['required'] === true && parameter['required'] !== true ? [`${name} is required now`] : []),
        ...brokenIn(
          { document: before, schema: parameter['schema'] },
          { document: after, schema: other['schema'] },
          'in',
          name,
        ),
      ];
    }),
    ...[...has]
      .filter(([name, parameter]) => !had.has(name) && parameter['required'] === true)
      .map(([name]) => `${name} is new and required`),
  ];
}

function body(before: unknown, after: unknown, old: Json, now: Json): string[] {
  const [from, to] = [follow(before, old['requestBody']), follow(after, now['requestBody'])];
  if (to['required'] === true && from['required'] !== true) return ['a body is required now'];
  const [left, right] = [valueAt(from, ...JSON_BODY), valueAt(to, ...JSON_BODY)];
  if (left === undefined) return [];
  if (right === undefined) return ['takes no body any more'];
  return brokenIn({ document: before, schema: left }, { document: after, schema: right }, 'in', 'body');
}

function answers(before: unknown, after: unknown, old: Json, now: Json): string[] {
  return Object.entries(objectAt(old, 'responses'))
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([status, answer]) => {
      const other = valueAt(now, 'responses', status);
      if (other === undefined) return [`is never answered ${status} any more`];
      const left = valueAt(follow(before, answer), ...JSON_BODY);
      const right = valueAt(follow(after, other), ...JSON_BODY);
      if (left === undefined) return [];
      if (right === undefined) return [`${status} has no JSON any more`];
      return brokenIn({ document: before, schema: left }, { document: after, schema: right }, 'out', status);
    });
}

function authentication(before: unknown, after: unknown, old: Json, now: Json): string[] {
  const anybody = (document: unknown, operation: Json) => {
    const security = operation['security'] ?? objectAt(document)['security'];
    return (
      !Array.isArray(security) ||
      security.length === 0 ||
      security.some((one) => Object.keys(objectAt(one)).length === 0)
    );
  };
  return anybody(before, old) && !anybody(after, now) ? ['wants a session now'] : [];
}
