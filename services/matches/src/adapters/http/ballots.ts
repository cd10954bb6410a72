import type { RouteHandlers } from '@besteam/contracts/matches/handlers';
import { entityTag, expectedVersion } from '@besteam/service-kit';
import type { UseCases } from '../../application/use-cases.ts';
import type { Ballot } from '../../domain/ballot.ts';
import { accepted } from './problems.ts';
import { callerOf } from './request.ts';

type BallotHandlers = Pick<RouteHandlers, 'getMyBallot' | 'putMyBallot' | 'getScores'>;

export function ballotHandlers(run: Pick<UseCases, keyof BallotHandlers>): BallotHandlers {
  return {
    async getMyBallot(request, reply) {
      const { squadId } = request.params;
      const ballot = accepted(await run.getMyBallot({ squadId, caller: callerOf(request) }));
      reply.header('etag', entityTag(ballot.version));
      return reply.code(200).send(ballotDto(ballot));
    },
    async putMyBallot(request, reply) {
      const { squadId } = request.params;
      const { ratings } = request.body;
      const command = { squadId, caller: callerOf(request), ratings, expected: expectedVersion(request) };
      const ballot = accepted(await run.putMyBallot(command));
      reply.header('etag', entityTag(ballot.version));
      return reply.code(200).send(ballotDto(ballot));
    },
    async getScores(request, reply) {
      const { squadId } = request.params;
      return reply.code(200).send(accepted(await run.getScores({ squadId, caller: callerOf(request) })));
    },
  };
}

function ballotDto({ ratings, updatedAt }: Ballot) {
  return { ratings, ...(updatedAt && { updatedAt }) };
}
