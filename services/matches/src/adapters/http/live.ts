import type { RouteHandlers } from '@besteam/contracts/matches/handlers';
import { actorOf, HttpProblem } from '@besteam/service-kit';
import type { UseCases } from '../../application/use-cases.ts';
import type { Feed, Listener } from '../live/feed.ts';
import { openStream } from './event-stream.ts';
import { accepted } from './problems.ts';
import { callerOf } from './request.ts';

type LiveHandlers = Pick<RouteHandlers, 'streamSquad'>;

/** Of one account on this process: a phone, a laptop, and more tabs of them than anybody looks at. */
const MOST_STREAMS = 50;

/** Server-Sent Events: https://html.spec.whatwg.org/multipage/server-sent-events.html */
export function liveHandlers(run: Pick<UseCases, 'streamSquad'>, feed: Feed): LiveHandlers {
  const open = new Map<string, number>();
  return {
    async streamSquad(request, reply) {
      const { squadId } = request.params;
      const { squad, me } = accepted(await run.streamSquad({ squadId, caller: callerOf(request) }));
      const lastId = request.headers['last-event-id'];
      const { accountId, expiresAt } = actorOf(request);
      const already = open.get(accountId) ?? 0;
      if (already >= MOST_STREAMS) throw tooManyStreams;
      open.set(accountId, already + 1);
      reply.hijack();
      const stream = openStream(reply.raw, { ...reply.getHeaders() }, expiresAt);
      const listener: Listener = { ...me, version: squad.version, tell: stream.tell, end: stream.end };
      reply.raw.once('close', () => {
        feed.leave(squadId, listener);
        const left = (open.get(accountId) ?? 1) - 1;
        if (left > 0) open.set(accountId, left);
        else open.delete(accountId);
      });
      const missed = feed.join(squadId, listener, typeof lastId === 'string' ? lastId : undefined);
      if (missed === 'unknown') stream.send('event: reset\ndata: {}\n\n');
      else missed.forEach(stream.tell);
    },
  };
}

const tooManyStreams = new HttpProblem({
  status: 429,
  slug: 'too-many-requests',
  title: 'Too many streams',
  detail: `An account listens with ${MOST_STREAMS} streams at most; close one.`,
  headers: { 'retry-after': '60' },
});
