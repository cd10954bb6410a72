import type { ServerResponse } from 'node:http';
import type { Happening } from '../live/feed.ts';

/** So much may wait for a slow client; beyond it, he is dropped and comes back with Last-Event-ID. */
const MAX_WAITING_BYTES = 64 * 1024;
const HEARTBEAT_MS = 15_000;
/** So long may the last bytes take to leave: a client who reads nothing holds no shutdown up. */
const PARTING_MS = 1000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface EventStream {
  send(text: string): void;
  tell(happening: Happening): void;
  /** Resolves when the last byte has left, or the client has. */
  end(): Promise<void>;
}

/** Opens a stream of Server-Sent Events that ends at `expiresAt` (seconds since 1970) at the latest. */
export function openStream(response: ServerResponse, headers: Record<string, unknown>, expiresAt: number): EventStream {
  const set = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  response.writeHead(200, {
    ...Object.fromEntries(set),
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  const send = (text: string) => {
    if (response.writableEnded) return;
    response.write(text);
    if (response.writableLength > MAX_WAITING_BYTES) response.destroy();
  };
  // The answers of HTTP/2 do not know that they are closed.
  const gone = new Promise((resolve) => response.once('close', resolve));
  const end = async () => {
    const parting = setTimeout(() => response.destroy(), PARTING_MS);
    response.end();
    await gone;
    clearTimeout(parting);
  };
  const heartbeat = setInterval(() => send(':\n\n'), HEARTBEAT_MS);
  const expiry = setTimeout(() => void end(), Math.min(Math.max(0, expiresAt * 1000 - Date.now()), LONGEST_TIMER_MS));
  response.once('close', () => {
    clearInterval(heartbeat);
    clearTimeout(expiry);
  });
  send('retry: 2000\n\n');
  const tell = ({ id, event, data }: Happening) =>
    send(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  return { send, end, tell };
}
