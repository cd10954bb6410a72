import type { RouteHandlers } from '@besteam/contracts/matches/handlers';
import { entityTag, expectedVersion, idempotencyKey } from '@besteam/service-kit';
import type { UseCases } from '../../application/use-cases.ts';
import { matchDto } from './match-dto.ts';
import { accepted } from './problems.ts';
import { callerOf } from './request.ts';

type MatchLifeHandlers = Pick<
  RouteHandlers,
  'planMatch' | 'updateMatch' | 'deleteMatch' | 'setAttendance' | 'lockMatch' | 'recordResult'
>;

export function matchLifeHandlers(run: Pick<UseCases, keyof MatchLifeHandlers>, prefix: string): MatchLifeHandlers {
  return {
    async planMatch(request, reply) {
      const { squadId } = request.params;
      const command = { squadId, caller: callerOf(request), plan: request.body };
      const view = accepted(await run.planMatch({ ...command, idempotencyKey: idempotencyKey(request) }));
      const { matchId, version } = view.match;
      reply.header('etag', entityTag(version)).header('location', `${prefix}/squads/${squadId}/matches/${matchId}`);
      return reply.code(201).send(matchDto(view));
    },
    async updateMatch(request, reply) {
      const command = { ...request.params, caller: callerOf(request), expected: expectedVersion(request) };
      const view = accepted(await run.updateMatch({ ...command, plan: request.body }));
      reply.header('etag', entityTag(view.match.version));
      return reply.code(200).send(matchDto(view));
    },
    async deleteMatch(request, reply) {
      const command = { ...request.params, caller: callerOf(request), expected: expectedVersion(request) };
      accepted(await run.deleteMatch(command));
      return reply.code(204).send();
    },
    async setAttendance(request, reply) {
      const command = { ...request.params, caller: callerOf(request), status: request.body.status };
      const view = accepted(await run.setAttendance(command));
      reply.header('etag', entityTag(view.match.version));
      return reply.code(200).send(matchDto(view));
    },
    async lockMatch(request, reply) {
      const command = { ...request.params, caller: callerOf(request), locked: request.body.locked };
      const view = accepted(await run.lockMatch(command));
      reply.header('etag', entityTag(view.match.version));
      return reply.code(200).send(matchDto(view));
    },
    async recordResult(request, reply) {
      const command = { ...request.params, caller: callerOf(request), expected: expectedVersion(request) };
      const { scores, even } = request.body;
      const view = accepted(await run.recordResult({ ...command, scores, even }));
      reply.header('etag', entityTag(view.match.version));
      return reply.code(200).send(matchDto(view));
    },
  };
}
