import type { RouteHandlers } from '@besteam/contracts/players/handlers';
import { actorOf, entityTag } from '@besteam/service-kit';
import type { UseCases } from '../../application/use-cases.ts';
import { claimRequestDto } from './claim-request-dto.ts';
import { membershipDto } from './membership-dto.ts';
import { accepted } from './problems.ts';
import { squadDto } from './squad-dto.ts';

type Operations = 'claimPlayer' | 'releasePlayer' | 'requestClaim' | 'answerClaimRequest';

export function claimHandlers(useCases: Pick<UseCases, Operations>): Pick<RouteHandlers, Operations> {
  return {
    async claimPlayer(request, reply) {
      const caller = actorOf(request);
      const squad = accepted(await useCases.claimPlayer({ caller, ...request.params }));
      return reply.code(200).send(membershipDto(squad, caller.accountId));
    },
    async releasePlayer(request, reply) {
      accepted(await useCases.releasePlayer({ caller: actorOf(request), ...request.params }));
      return reply.code(204).send();
    },
    async requestClaim(request, reply) {
      const member = accepted(await useCases.requestClaim({ caller: actorOf(request), ...request.params }));
      const asked = member && claimRequestDto(member);
      if (!asked) throw new Error('the request was written, yet the member has none');
      return reply.code(201).send(asked);
    },
    async answerClaimRequest(request, reply) {
      const caller = actorOf(request);
      const { accept } = request.body;
      const changed = accepted(await useCases.answerClaimRequest({ caller, ...request.params, accept }));
      reply.header('etag', entityTag(changed.squad.version));
      return reply.code(200).send(squadDto(changed, caller.accountId));
    },
  };
}
