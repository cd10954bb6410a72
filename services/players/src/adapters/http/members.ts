import type { RouteHandlers } from '@besteam/contracts/players/handlers';
import { actorOf, entityTag } from '@besteam/service-kit';
import type { UseCases } from '../../application/use-cases.ts';
import { memberDto, removedMemberDto } from './membership-dto.ts';
import { accepted } from './problems.ts';
import { squadDto } from './squad-dto.ts';

type Operations = 'listMembers' | 'leaveSquad' | 'removeMember' | 'setMemberRole' | 'transferOwnership';

export function memberHandlers(useCases: Pick<UseCases, Operations>): Pick<RouteHandlers, Operations> {
  return {
    async listMembers(request, reply) {
      const { limit = 20, cursor: after } = request.query ?? {};
      const { squadId } = request.params;
      const page = accepted(await useCases.listMembers({ caller: actorOf(request), squadId, limit, after }));
      return reply.code(200).send({
        items: page.members.map((member) => memberDto(page.squad, member)),
        ...(page.removed ? { removed: page.removed.map(removedMemberDto) } : {}),
        ...(page.next === undefined ? {} : { nextCursor: page.next }),
      });
    },
    async leaveSquad(request, reply) {
      accepted(await useCases.leaveSquad({ caller: actorOf(request), squadId: request.params.squadId }));
      return reply.code(204).send();
    },
    async removeMember(request, reply) {
      accepted(await useCases.removeMember({ caller: actorOf(request), ...request.params }));
      return reply.code(204).send();
    },
    async setMemberRole(request, reply) {
      const { role } = request.body;
      const squad = accepted(await useCases.setMemberRole({ caller: actorOf(request), ...request.params, role }));
      const member = squad.members[request.params.accountId];
      if (role === undefined || !member) return reply.code(204).send();
      return reply.code(200).send(memberDto(squad, member));
    },
    async transferOwnership(request, reply) {
      const caller = actorOf(request);
      const command = { caller, squadId: request.params.squadId, accountId: request.body.accountId };
      const changed = accepted(await useCases.transferOwnership(command));
      reply.header('etag', entityTag(changed.squad.version));
      return reply.code(200).send(squadDto(changed, caller.accountId));
    },
  };
}
