import type { RouteHandlers } from '@besteam/contracts/players/handlers';
import { actorOf, entityTag, expectedVersion, idempotencyKey, isAtHand } from '@besteam/service-kit';
import type { FastifyReply } from 'fastify';
import type { UseCases } from '../../application/use-cases.ts';
import { NO_ACTIVITY } from '../../domain/activity.ts';
import { accepted } from './problems.ts';
import { squadDto } from './squad-dto.ts';
import { squadJson } from './squad-json.ts';

type Operations = 'createSquad' | 'listMySquads' | 'getSquad' | 'updateSquad' | 'deleteSquad';

export function squadHandlers(useCases: Pick<UseCases, Operations>): Pick<RouteHandlers, Operations> {
  return {
    async createSquad(request, reply) {
      const caller = actorOf(request);
      const command = { caller, squad: request.body, idempotencyKey: idempotencyKey(request) };
      const squad = accepted(await useCases.createSquad(command));
      reply.header('etag', entityTag(squad.version)).header('location', `/api/players/v1/squads/${squad.id}`);
      return reply.code(201).send(squadDto({ squad, activity: NO_ACTIVITY }, caller.accountId));
    },
    async listMySquads(request, reply) {
      const { limit = 20, cursor } = request.query ?? {};
      return reply.code(200).send(await useCases.listMySquads({ caller: actorOf(request), limit, cursor }));
    },
    async getSquad(request, reply) {
      const caller = actorOf(request);
      const found = accepted(await useCases.getSquad({ caller, squadId: request.params.squadId }));
      const tag = entityTag(found.squad.version);
      reply.header('etag', tag);
      if (isAtHand(request, tag)) return notModified(reply);
      return json(reply, squadJson(found, caller.accountId));
    },
    async updateSquad(request, reply) {
      const caller = actorOf(request);
      const { squadId } = request.params;
      const command = { caller, squadId, change: request.body, expected: expectedVersion(request) };
      const changed = accepted(await useCases.updateSquad(command));
      reply.header('etag', entityTag(changed.squad.version));
      return reply.code(200).send(squadDto(changed, caller.accountId));
    },
    async deleteSquad(request, reply) {
      const { squadId } = request.params;
      accepted(await useCases.deleteSquad({ caller: actorOf(request), squadId, expected: expectedVersion(request) }));
      return reply.code(204).send();
    },
  };
}

/** The generated types know only the statuses that carry a body. */
function notModified<R>(reply: R): R {
  (reply as FastifyReply).code(304).send();
  return reply;
}

/** JSON that is written already, which the generated types do not know. */
function json<R>(reply: R, text: string): R {
  (reply as FastifyReply).code(200).type('application/json; charset=utf-8').send(text);
  return reply;
}
