import { once } from 'node:events';
import { type ClientHttp2Session, connect, constants, type OutgoingHttpHeaders } from 'node:http2';
import { text } from 'node:stream/consumers';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServiceUnderTest, startService } from '../src/testing/index.ts';
import { createExample } from './example-service.ts';

let front: ServiceUnderTest;
let session: ClientHttp2Session;
beforeAll(async () => {
  front = await startService({ create: createExample, eventSchemas: {}, front: {} });
  session = connect(front.origin, { ca: front.platform.tls.ca });
  await once(session, 'remoteSettings');
});
afterAll(async () => {
  session.close();
  await front.close();
});

async function ask(headers: OutgoingHttpHeaders, body = ''): Promise<{ status: number; body: string }> {
  const stream = session.request({ ':path': `${front.service.prefix}/greetings`, ':method': 'POST', ...headers });
  stream.end(body);
  const [answered] = await once(stream, 'response');
  return { status: answered[':status'], body: await text(stream) };
}

async function chosen(system: ServiceUnderTest, ALPNProtocols: string[]): Promise<string | false | null> {
  const socket = connectTls({ port: Number(new URL(system.origin).port), ca: system.platform.tls.ca, ALPNProtocols });
  await once(socket, 'secureConnect');
  socket.destroy();
  return socket.alpnProtocol;
}

test('browsers are offered HTTP/2, and who speaks HTTP/1.1 alone is served as well', async () => {
  expect(await chosen(front, ['h2', 'http/1.1'])).toBe('h2');
  expect(await chosen(front, ['http/1.1'])).toBe('http/1.1');
});

test('between services HTTP/1.1 is spoken', async () => {
  const service = await startService({ create: createExample, eventSchemas: {} });
  expect(await chosen(service, ['h2', 'http/1.1'])).toBe('http/1.1');
  await service.close();
});

test('requests on one connection are answered side by side, each with what it brought', async () => {
  const bodies = Array.from({ length: 100 }, (_, n) => JSON.stringify({ name: `guest ${n}` }));
  const answers = await Promise.all(bodies.map((body) => ask({ 'content-type': 'application/json' }, body)));
  expect(answers.map(({ status, body }) => [status, JSON.stringify(JSON.parse(body).body)])).toEqual(
    bodies.map((body) => [200, body]),
  );
});

test('a connection carries no more than 128 requests at once', () => {
  expect(session.remoteSettings.maxConcurrentStreams).toBe(128);
});

test('an operation finds the authority where it looks for the host', async () => {
  expect(JSON.parse((await ask({})).body)).toMatchObject({ host: new URL(front.origin).host });
});

test('a host besides the authority is the same or refused', async () => {
  const { host } = new URL(front.origin);
  expect((await ask({ ':authority': host, host })).status).toBe(200);
  const refused = await ask({ ':authority': host, host: 'elsewhere.example' });
  expect(refused.status).toBe(400);
  expect(JSON.parse(refused.body)).toMatchObject({ title: 'The request names two hosts' });
});

test('headers larger than 16 kB end their request and no other', async () => {
  const refused = ask({ 'x-large': 'x'.repeat(17_000) });
  await expect(refused).rejects.toMatchObject({ message: expect.stringContaining('NGHTTP2_ENHANCE_YOUR_CALM') });
  expect((await ask({})).status).toBe(200);
});

test('a request whose body stops short is no request', async () => {
  const stream = session.request({
    ':path': `${front.service.prefix}/greetings`,
    ':method': 'POST',
    'content-type': 'application/json',
  });
  stream.write('{"name":');
  stream.close(constants.NGHTTP2_CANCEL);
  await once(stream, 'close');
  expect((await ask({})).status).toBe(200);
});

describe('a server that ends', () => {
  test('waits for nobody who does not hang up', async () => {
    const system = await startService({ create: createExample, eventSchemas: {}, front: {} });
    const { ca } = system.platform.tls;
    const port = Number(new URL(system.origin).port);
    const deaf = { port, ca, ALPNProtocols: ['h2'], allowHalfOpen: true };
    const socket = connectTls(deaf);
    await once(socket, 'secureConnect');
    const emptySettings = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);
    socket.write(Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), emptySettings]));
    await once(socket, 'data');
    const from = performance.now();
    await system.close();
    expect(performance.now() - from).toBeLessThan(20_000);
    socket.destroy();
  });

  test('answers what is in hand, and then hangs up', async () => {
    const { promise: entered, resolve: enter } = Promise.withResolvers<void>();
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const greet = async () => {
      enter();
      await released;
      return { caller: 'nobody' };
    };
    const system = await startService({
      eventSchemas: {},
      front: {},
      create: async (platform) => {
        const service = await createExample(platform);
        return { ...service, handlers: { ...service.handlers, greet } };
      },
    });
    const session = connect(system.origin, { ca: system.platform.tls.ca });
    const stream = session.request({ ':path': `${system.service.prefix}/greetings`, ':method': 'POST' });
    stream.end();
    await entered;
    const closed = system.close();
    await once(session, 'goaway');
    release();
    expect(JSON.parse(await text(stream))).toEqual({ caller: 'nobody' });
    await closed;
  });
});
