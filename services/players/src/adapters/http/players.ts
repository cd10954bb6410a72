import type { RouteHandlers } from '@besteam/contracts/players/handlers';
import { actorOf, entityTag, expectedVersion, idempotencyKey } from '@besteam/service-kit';
import type { UseCases } from '../../application/use-cases.ts';
import { accepted } from './problems.ts';
import { squadDto } from './squad-dto.ts';

type Operations = 'addPlayers' | 'updatePlayer' | 'removePlayer';

export function playerHandlers(useCases: Pick<UseCases, Operations>): Pick<RouteHandlers, Operations> {
  return {
    async addPlayers(request, reply) {
      const caller = actorOf(request);
      const changed = accepted(
        await useCases.addPlayers({
          caller,
          squadId: request.params.squadId,
          players: request.body.players,
          idempotencyKey: idempotencyKey(request),
          expected: expectedVersion(request),
        }),
      );
      reply.header('etag', entityTag(changed.squad.version));
      return reply.code(201).send(squadDto(changed, caller.accountId));
    },
    async updatePlayer(request, reply) {
      const caller = actorOf(request);
      const command = { caller, ...request.params, change: request.body, expected: expectedVersion(request) };
      const changed = accepted(await useCases.updatePlayer(command));
      reply.header('etag', entityTag(changed.squad.version));
      return reply.code(200).send(squadDto(changed, caller.accountId));
    },
    async removePlayer(request, reply) {
      const command = { caller: actorOf(request), ...request.params, expected: expectedVersion(request) };
      accepted(await useCases.removePlayer(command));
      return reply.code(204).send();
    },
  };
}
