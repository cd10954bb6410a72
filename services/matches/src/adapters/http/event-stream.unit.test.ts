import { once } from 'node:events';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { type AddressInfo, connect, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openStream } from './event-stream.ts';

/** An answer to a client who reads nothing. */
function toSlowClient(): ServerResponse {
  return new ServerResponse(new IncomingMessage(new Socket()));
}

it('drops a client who does not read, instead of keeping everything for him', () => {
  const response = toSlowClient();
  const stream = openStream(response, {}, Date.now() / 1000 + 60);
  const happening = { id: 'x'.repeat(1000), event: 'squad' as const, data: { version: 1 } };
  for (let told = 0; told < 60; told++) stream.tell(happening);
  expect(response.destroyed).toBe(false);
  for (let told = 0; told < 10; told++) stream.tell(happening);
  expect(response.destroyed).toBe(true);
  response.emit('close');
});

describe('a silent stream', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** A client to whom everything gets through at once. */
  function attentive() {
    const response = toSlowClient();
    const sent: string[] = [];
    response.write = (chunk: unknown) => sent.push(String(chunk)) > 0;
    return { response, sent };
  }

  it('beats every 15 seconds, so that nothing between takes it for dead', () => {
    const { response, sent } = attentive();
    openStream(response, {}, Date.now() / 1000 + 600);
    expect(sent).toEqual(['retry: 2000\n\n']);
    vi.advanceTimersByTime(14_999);
    expect(sent).toHaveLength(1);
    vi.advanceTimersByTime(45_001);
    expect(sent.slice(1)).toEqual([':\n\n', ':\n\n', ':\n\n', ':\n\n']);
  });

  it('beats no more, and has no end to wait for, once the client has gone', () => {
    const { response, sent } = attentive();
    openStream(response, {}, Date.now() / 1000 + 600);
    response.emit('close');
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(60_000);
    expect(sent).toHaveLength(1);
  });

  it('ends when the token does', () => {
    const { response } = attentive();
    openStream(response, {}, Date.now() / 1000 + 600);
    vi.advanceTimersByTime(599_000);
    expect(response.writableEnded).toBe(false);
    vi.advanceTimersByTime(1000);
    expect(response.writableEnded).toBe(true);
    response.emit('close');
  });
});

describe('an end', () => {
  it('has come when the last byte has left, so that connections may be closed', async () => {
    const { server, response, client } = await aConnection();
    const received = text(client);
    const stream = openStream(response, {}, Date.now() / 1000 + 60);
    const ended = stream.end();
    stream.send(': too late\n\n');
    await ended;
    expect(response.writableFinished).toBe(true);
    server.closeAllConnections();
    expect(await received).toMatch(/\r\n0\r\n\r\n$/);
    server.close();
  });

  it('does not wait long for a client who reads nothing', { timeout: 10_000 }, async () => {
    const { server, response, client } = await aConnection();
    const stream = openStream(response, {}, Date.now() / 1000 + 60);
    response.write('x'.repeat(20_000_000));
    await stream.end();
    expect(response).toMatchObject({ closed: true, writableFinished: false });
    client.destroy();
    server.close();
  });
});

async function aConnection() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  const [, response] = (await once(server, 'request')) as [IncomingMessage, ServerResponse];
  return { server, response, client };
}
