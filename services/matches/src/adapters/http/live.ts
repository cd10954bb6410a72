import type { RouteHandlers } from '@besteam/contracts/matches/handlers';
import { actorOf } from '@besteam/service-kit';
import type { UseCases } from '../../application/use-cases.ts';
import type { Feed, Listener } from '../live/feed.ts';
import { openStream } from './event-stream.ts';
import { accepted } from './problems.ts';
import { callerOf } from './request.ts';

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
