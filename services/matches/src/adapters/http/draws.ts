import type { Extras, NewDraw, Redraw } from '@besteam/contracts/matches';
import type { RouteHandlers } from '@besteam/contracts/matches/handlers';
import { entityTag, idempotencyKey } from '@besteam/service-kit';
import type { UseCases } from '../../application/use-cases.ts';
import type { DrawOrder } from '../../domain/line-up.ts';
import { type Ringer, ringerId } from '../../domain/ringer.ts';
import { matchDto } from './match-dto.ts';
import { accepted } from './problems.ts';
import { callerOf } from './request.ts';

type DrawHandlers = Pick<RouteHandlers, 'createDraw' | 'drawMatch'>;

export function drawHandlers(run: Pick<UseCases, keyof DrawHandlers>, prefix: string): DrawHandlers {
  return {
    async createDraw(request, reply) {
      const { squadId } = request.params;
      const { playerIds, teams, title, startsAt } = request.body;
      const view = accepted(
        await run.createDraw({
          squadId,
          caller: callerOf(request),
          order: { ...orderOf(request.body), playerIds },
          plan: { title, startsAt, teams },
          idempotencyKey: idempotencyKey(request),
        }),
      );
      const { matchId, version } = view.match;
      const location = `${prefix}/squads/${squadId}/matches/${matchId}`;
      reply.header('etag', entityTag(version)).header('location', location);
      return reply.code(201).send(matchDto(view));
    },
    async drawMatch(request, reply) {
      const { squadId, matchId } = request.params;
      const order = orderOf(request.body ?? {});
      const view = accepted(await run.drawMatch({ squadId, matchId, caller: callerOf(request), order }));
      reply.header('etag', entityTag(view.match.version));
      return reply.code(201).send(matchDto(view));
    },
  };
}

function orderOf({ playerIds, teams, constraints, extras, balance }: NewDraw | Redraw): DrawOrder {
  return { playerIds, teams, rules: constraints, ringers: extras && ringersOf(extras), balance };
}

function ringersOf(extras: Extras): Ringer[] {
  return extras.map(({ name, strength }, index) => ({ id: ringerId(index + 1), name: name.trim(), strength }));
}
