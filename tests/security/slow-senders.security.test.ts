import { once } from 'node:events';
import { connect as connectHttp2, constants } from 'node:http2';
import { connect } from 'node:net';
import { setInterval as every } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { squadOf } from '../../standalone/test/people.ts';
import { startTarget, type Target } from './target.ts';
import { untilCut, wireTo } from './wire.ts';

let target: Target;
beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => target.remove());

const HEAD = 'POST /api/users/v1/guest-sessions HTTP/1.1\r\nhost: localhost\r\n';
const BODY = `${HEAD}content-type: application/json\r\ncontent-length: 60000\r\n\r\n{"displayName":"`;
/** A machine on which much is going on looks later than it means to. */
const LATE_S = 10;

/** Sends one byte a second, as long as it is listened to. */
async function trickle(socket: TLSSocket): Promise<void> {
  for await (const _ of every(1000)) {
    if (socket.destroyed || !socket.writable) return;
    socket.write('x');
  }
}

async function cutAfter(opening: string): Promise<{ said: string; seconds: number }> {
  const socket = await wireTo(target);
  if (opening !== '') socket.write(opening);
  const cut = untilCut(socket);
  if (opening !== '') void trickle(socket);
  return cut;
}

describe.concurrent('who keeps us waiting is cut off', { timeout: 60_000 }, () => {
  test('with headers of a byte a second', async () => {
    const { said, seconds } = await cutAfter(`${HEAD}x-slow: `);
    expect(said).toMatch(/^HTTP\/1\.1 408 /);
    expect(said).toContain('https://besteam.example/problems/too-slow');
    expect(seconds).toBeLessThan(12 + LATE_S);
  });

  test('with a body of a byte a second', async () => {
    const { said, seconds } = await cutAfter(BODY);
    expect(said).toMatch(/^HTTP\/1\.1 408 /);
    expect(seconds).toBeLessThan(32 + LATE_S);
  });

  test('with a body of a byte a second over HTTP/2, and whose connection goes on serving', async () => {
    const session = connectHttp2(target.program.origin, { ca: target.ca });
    const asking = { ':method': 'POST', ':path': '/api/users/v1/guest-sessions', 'content-type': 'application/json' };
    const slow = session.request(asking);
    const from = performance.now();
    slow.write('{"displayName":"');
    const dripping = setInterval(() => slow.write('x'), 1000);
    await once(slow.resume(), 'close');
    clearInterval(dripping);
    expect(slow.rstCode).toBe(constants.NGHTTP2_CANCEL);
    expect((performance.now() - from) / 1000).toBeLessThan(32 + LATE_S);
    const quick = session.request(asking);
    quick.end('{"displayName":"Leo"}');
    const [{ ':status': status }] = await once(quick.resume(), 'response');
    expect(status).toBe(201);
    session.destroy();
  });

  test('with a connection that never asks anything', async () => {
    const { seconds } = await cutAfter('');
    expect(seconds).toBeLessThan(12 + LATE_S);
  });

  test('with a handshake that is never made', async () => {
    const socket = connect({ port: target.port, host: 'localhost' });
    const from = performance.now();
    socket.on('error', () => {});
    await once(socket.resume(), 'close');
    expect((performance.now() - from) / 1000).toBeLessThan(10 + LATE_S);
  });

  test('and five hundred of them keep nobody else waiting', async () => {
    const slow = await Promise.all(Array.from({ length: 500 }, () => wireTo(target)));
    for (const socket of slow) socket.write(`${HEAD}x-slow: `);
    const cut = slow.map(untilCut);
    const from = performance.now();
    const guests = await Promise.all(Array.from({ length: 20 }, () => target.people.guest()));
    expect(guests).toHaveLength(20);
    expect((performance.now() - from) / 1000).toBeLessThan(LATE_S);
    const ends = await Promise.all(cut);
    expect(ends.filter(({ said }) => said.startsWith('HTTP/1.1 408'))).toHaveLength(500);
  });

  test('but not who listens to a live stream, whose answer takes long', async () => {
    const owner = await target.people.owner();
    const squad = await squadOf(owner, 2);
    const stream = await owner.matches.getConfig().fetch?.(`/squads/${squad.id}/events`);
    const reader = stream?.body?.getReader();
    const until = performance.now() + 35_000;
    while (performance.now() < until) expect((await reader?.read())?.done).toBe(false);
    await reader?.cancel();
  });
});
