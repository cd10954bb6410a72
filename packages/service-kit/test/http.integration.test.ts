import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServiceUnderTest, startService } from '../src/testing/index.ts';
import { createExample, SONG } from './example-service.ts';

let system: ServiceUnderTest;
let token: string;
let failure: unknown = new Error('secret detail');
beforeAll(async () => {
  system = await startService({ create: (platform) => createExample(platform, () => failure), eventSchemas: {} });
  token = (await system.mint.account('guest')).token;
});
afterAll(() => system.close());

const send = (
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
  caller: string | undefined = token,
) =>
  system.fetchAs(caller)(path, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const body = (await response.json()) as Record<string, unknown>;
  expect(body['status']).toBe(response.status);
  expect(body['requestId']).toBe(response.headers.get('x-request-id'));
  return body;
}

describe('a request that fits the contract', () => {
  test('reaches its handler as it was sent', async () => {
    const response = await send('POST', '/things', { name: 'ball', stars: 4.5 });
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ name: 'ball', stars: 4.5 });
  });

  test('is answered for its caller alone: no cache may keep it', async () => {
    expect((await send('GET', '/things')).headers.get('cache-control')).toBe('no-store');
  });

  test('has its query parameters read as the types of the contract, with defaults', async () => {
    expect(await (await send('GET', '/things?limit=7')).json()).toEqual({ limit: 7 });
    expect(await (await send('GET', '/things')).json()).toEqual({ limit: 20 });
  });

  test('may leave out an optional body', async () => {
    expect(await (await send('POST', '/greetings')).json()).toMatchObject({ body: {} });
    const announced = await send('POST', '/greetings', '', { 'content-type': 'application/json' });
    expect(await announced.json()).toMatchObject({ body: {} });
  });
});

describe('an answer travels compressed', () => {
  const ask = (method: string, path: string, accepted: string) =>
    send(method, path, undefined, { 'accept-encoding': accepted });

  test.each([
    ['br', 'gzip, deflate, br, zstd'],
    ['gzip', 'gzip'],
  ])('as %s for who takes %s', async (coding, accepted) => {
    const answer = await ask('GET', '/songs', accepted);
    expect(answer.headers.get('content-encoding')).toBe(coding);
    expect(answer.headers.get('vary')).toMatch(/accept-encoding/i);
    expect(Number(answer.headers.get('content-length'))).toBeLessThan(200);
    expect(await answer.json()).toEqual(SONG);
  });

  test.each([
    ['for who takes no coding', 'GET', '/songs', 'identity'],
    ['where it would save nothing', 'GET', '/things', 'br'],
    ['where it may hand out a token, of which its length would tell', 'POST', '/songs', 'br'],
  ])('not %s', async (_why, method, path, accepted) => {
    const answer = await ask(method, path, accepted);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-encoding')).toBeNull();
  });
});

describe('a request that breaks the contract is 400 and names the field', () => {
  test.each([
    ['a missing property', 'POST', '/things', { stars: 1 }, 'body/name'],
    ['an unknown property', 'POST', '/things', { name: 'x', colour: 'red' }, 'body/colour'],
    ['a number off the steps', 'POST', '/things', { name: 'x', stars: 4.3 }, 'body/stars'],
    ['a number as text', 'POST', '/things', { name: 'x', stars: '4' }, 'body/stars'],
    ['a query out of range', 'GET', '/things?limit=51', undefined, 'query/limit'],
    ['an unknown query parameter', 'GET', '/things?limits=5', undefined, 'query/limits'],
    ['a path that does not match', 'GET', '/things/ABC', undefined, 'path/thingId'],
  ])('%s', async (_name, method, path, body, field) => {
    const response = await send(method, path, body);
    expect(response.status).toBe(400);
    expect(await problemOf(response)).toMatchObject({ errors: [{ path: field }] });
  });

  test('malformed JSON, and no body where one is required', async () => {
    expect((await send('POST', '/things', '{"name":')).status).toBe(400);
    const empty = await send('POST', '/things', undefined);
    expect(empty.status).toBe(400);
    await problemOf(empty);
  });
});

describe('a body of the wrong kind', () => {
  test.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded'])('%s is 415', async (type) => {
    const response = await send('POST', '/things', '{"name":"x"}', { 'content-type': type });
    expect(response.status).toBe(415);
    await problemOf(response);
  });

  test('over 64 kB is 413', async () => {
    const response = await send('POST', '/things', { name: 'x'.repeat(70_000) });
    expect(response.status).toBe(413);
    await problemOf(response);
  });
});

describe('the caller', () => {
  test('without a token is 401 before the body is looked at', async () => {
    const response = await system.fetchAs()('/things', {
      method: 'POST',
      body: '{"name":',
      headers: { 'content-type': 'application/json' },
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('Bearer');
    await problemOf(response);
  });

  test('with a bad token and a bad body is 401', async () => {
    expect((await send('POST', '/things', { colour: 1 }, {}, `${token.slice(0, -8)}AAAAAAAA`)).status).toBe(401);
  });

  test('may be nobody where the contract says so, but not a liar', async () => {
    expect(await (await system.fetchAs()('/greetings', { method: 'POST' })).json()).toMatchObject({ caller: 'nobody' });
    expect((await send('POST', '/greetings', undefined, { authorization: 'Bearer a.b.c' })).status).toBe(401);
    expect((await send('POST', '/greetings', undefined, { authorization: 'Basic eDp5' })).status).toBe(401);
  });
});

describe('every other failure is a problem too', () => {
  test('an unknown address is 404, below and beside the contract', async () => {
    for (const path of ['/nothing', '/things/abc/more']) {
      const response = await send('GET', path);
      expect(response.status).toBe(404);
      await problemOf(response);
    }
    expect((await system.platform.fetch(`${system.origin}/elsewhere`)).status).toBe(404);
  });

  test('an unknown method is 405 and says which are known', async () => {
    const response = await send('PATCH', '/things', { name: 'x' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD, POST');
    await problemOf(response);
  });

  test('an address that cannot be decoded is 400', async () => {
    const response = await send('GET', '/things/%zz');
    expect(response.status).toBe(400);
    await problemOf(response);
  });

  test('a refusal of the domain carries its reason as type', async () => {
    const body = await problemOf(await send('GET', '/things/abc'));
    expect(body).toMatchObject({
      status: 404,
      type: expect.stringMatching(/\/no-such-thing$/),
      detail: 'Nothing is called that.',
    });
  });

  test('an operation without a handler is 501', async () => {
    const response = await send('DELETE', '/things/abc');
    expect(response.status).toBe(501);
    await problemOf(response);
  });

  test('a bug is 500 and tells nothing of the inside', async () => {
    failure = new Error('secret detail');
    const response = await send('POST', '/failures');
    expect(response.status).toBe(500);
    expect(JSON.stringify(await problemOf(response))).not.toContain('secret');
  });

  test('lost infrastructure is 503 and says when to come back', async () => {
    failure = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const response = await send('POST', '/failures');
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('2');
    await problemOf(response);
  });
});

test('wrong guesses are counted, right ones are not, and too many are 429', async () => {
  const guess = (secret: string) => system.fetchAs()(`/secrets/${secret}`);
  for (let right = 0; right < 5; right++) expect((await guess('sesame')).status).toBe(200);
  for (let wrong = 0; wrong < 3; wrong++) expect((await guess('barley')).status).toBe(404);
  const refused = await guess('sesame');
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  await problemOf(refused);
});

test('health, metrics, contract and reference page are served', async () => {
  const get = (path: string) => system.platform.fetch(system.origin + path);
  expect(await (await get('/health/live')).json()).toEqual({ status: 'live' });
  expect(await (await get('/health/ready')).json()).toEqual({
    status: 'ready',
    dependencies: { bus: 'up', store: 'up' },
  });
  await send('GET', '/things');
  expect(await (await get('/metrics')).text()).toContain('http_request_duration_seconds_bucket');
  expect(await (await get('/api/example/v1/docs/json')).json()).toMatchObject({ info: { title: 'Example' } });
  expect((await get('/api/example/v1/docs')).headers.get('content-type')).toContain('text/html');
  const script = await get('/api/example/v1/docs/static/swagger-ui-bundle.js');
  expect([script.status, (await script.text()).length > 100_000]).toEqual([200, true]);
  expect((await get('/api/example/v1/docs/static/nothing.js')).headers.get('content-type')).toContain('problem+json');
});

test('every answer carries the security headers', async () => {
  const { headers } = await send('GET', '/things');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('strict-transport-security')).toBeNull();
});
