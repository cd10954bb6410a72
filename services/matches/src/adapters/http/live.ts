import type { ServerResponse } from 'node:http';
import type { RouteHandlers } from '@besteam/contracts/matches/handlers';
import { actorOf } from '@besteam/service-kit';
import type { UseCases } from '../../application/use-cases.ts';
import type { Feed, Happening, Listener } from '../live/feed.ts';
import { accepted } from './problems.ts';
import { callerOf } from './request.ts';

/** So much may wait for a slow client; beyond it, he is dropped and comes back with Last-Event-ID. */
const MAX_WAITING_BYTES = 64 * 1024;
const HEARTBEAT_MS = 15_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

type LiveHandlers = Pick<RouteHandlers, 'streamSquad'>;

/** Server-Sent Events: https://html.spec.whatwg.org/multipage/server-sent-events.html */
export function liveHandlers(run: Pick<UseCases, 'streamSquad'>, feed: Feed): LiveHandlers {
  return {
    async streamSquad(request, reply) {
      const { squadId } = request.params;
      const { squad, me } = accepted(await run.streamSquad({ squadId, caller: callerOf(request) }));
      const lastId = request.headers['last-event-id'];
      reply.hijack();
      const stream = openStream(reply.raw, { ...reply.getHeaders() }, actorOf(request).expiresAt);
      const listener: Listener = { ...me, version: squad.version, tell: stream.tell, end: stream.end };
      reply.raw.once('close', () => feed.leave(squadId, listener));
      const missed = feed.join(squadId, listener, typeof lastId === 'string' ? lastId : undefined);
      if (missed === 'unknown') stream.send('event: reset\ndata: {}\n\n');
      else missed.forEach(stream.tell);
    },
  };
}

function openStream(response: ServerResponse, headers: Record<string, unknown>, expiresAt: number) {
  const set = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  response.writeHead(200, {
    ...Object.fromEntries(set),
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  const send = (text: string) => {
    response.write(text);
    if (response.writableLength > MAX_WAITING_BYTES) response.destroy();
  };
  const end = () => void response.end();
  const heartbeat = setInterval(() => send(':\n\n'), HEARTBEAT_MS);
  const expiry = setTimeout(end, Math.min(Math.max(0, expiresAt * 1000 - Date.now()), LONGEST_TIMER_MS));
  response.once('close', () => {
    clearInterval(heartbeat);
    clearTimeout(expiry);
  });
  send('retry: 2000\n\n');
  const tell = ({ id, event, data }: Happening) =>
    send(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  return { send, end, tell };
}
