import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout as after } from 'node:timers/promises';
import { connect, type TLSSocket } from 'node:tls';

/** A TLS connection that carries what no client library would send. */
export async function wireTo({ port, ca }: { port: number; ca: string }): Promise<TLSSocket> {
  const socket = connect({ port, host: 'localhost', ca });
  // Who is cut off while still writing is told so; what was answered is what counts.
  socket.on('error', () => {});
  await once(socket, 'secureConnect');
  return socket;
}

export interface RawAnswer {
  status: number;
  body: string;
}

/** All that is answered to these bytes until the server ends the connection, or has been silent for a while. */
export async function exchange(to: { port: number; ca: string }, bytes: string, silenceMs = 400): Promise<RawAnswer[]> {
  const socket = await wireTo(to);
  let received = '';
  const ended = once(socket, 'close');
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    received += chunk;
  });
  socket.write(bytes, 'latin1');
  for (let known = -1; known !== received.length || received === ''; ) {
    known = received.length;
    if ((await Promise.race([ended, after(silenceMs)])) !== undefined) break;
  }
  socket.destroy();
  return answersIn(received);
}

/** What the server says before it ends the connection, and after how long. */
export async function untilCut(socket: TLSSocket): Promise<{ said: string; seconds: number }> {
  const from = performance.now();
  const said = await text(socket).catch(() => '');
  return { said, seconds: (performance.now() - from) / 1000 };
}

function answersIn(received: string): RawAnswer[] {
  const answers: RawAnswer[] = [];
  for (let rest = received; rest.startsWith('HTTP/'); ) {
    const [head = ''] = rest.split('\r\n\r\n', 1);
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    answers.push({ status, body: rest.slice(head.length + 4, head.length + 4 + length) });
    rest = rest.slice(head.length + 4 + length);
  }
  return answers;
}
