import type { RouteHandlers } from '@besteam/contracts/matches/handlers';
import { entityTag } from '@besteam/service-kit';
import type { UseCases } from '../../application/use-cases.ts';
import { cursorOf, positionOf } from './cursor.ts';
import { matchDto } from './match-dto.ts';
import { accepted } from './problems.ts';
import { callerOf } from './request.ts';

type MatchHandlers = Pick<RouteHandlers, 'getMatch' | 'listMatches' | 'getInsights'>;

const DEFAULT_LIMIT = 20;

export function matchHandlers(run: Pick<UseCases, keyof MatchHandlers>): MatchHandlers {
  return {
    async getMatch(request, reply) {
      const { squadId, matchId } = request.params;
      const view = accepted(await run.getMatch({ squadId, matchId, caller: callerOf(request) }));
      reply.header('etag', entityTag(view.match.version));
      return reply.code(200).send(matchDto(view));
    },
    async listMatches(request, reply) {
      const { squadId } = request.params;
      const { limit = DEFAULT_LIMIT, cursor } = request.query ?? {};
      const before = cursor === undefined ? undefined : positionOf(cursor);
      const { squad, matches, next } = accepted(
        await run.listMatches({ squadId, caller: callerOf(request), limit, before }),
      );
      const items = matches.map((match) => matchDto({ squad, match }));
      return reply.code(200).send({ items, ...(next && { nextCursor: cursorOf(next) }) });
    },
    async getInsights(request, reply) {
      const { squadId } = request.params;
      return reply.code(200).send(accepted(await run.getInsights({ squadId, caller: callerOf(request) })));
    },
  };
}
