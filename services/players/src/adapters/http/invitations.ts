import type { RouteHandlers } from '@besteam/contracts/players/handlers';
import { actorOf, entityTag, type GuessingGuard } from '@besteam/service-kit';
import type { UseCases } from '../../application/use-cases.ts';
import { membershipDto } from './membership-dto.ts';
import { accepted } from './problems.ts';
import { playersDto, squadDto } from './squad-dto.ts';

type Operations = 'previewInvitation' | 'joinSquad' | 'rotateJoinCode';

/** A code is a secret: an address that names wrong ones has to pause. */
const CODES: GuessingGuard = { attempts: 20, seconds: 600, statuses: [404] };
export const invitationGuards: Record<string, GuessingGuard> = { previewInvitation: CODES, joinSquad: CODES };

export function invitationHandlers(useCases: Pick<UseCases, Operations>): Pick<RouteHandlers, Operations> {
  return {
    async previewInvitation(request, reply) {
      const squad = accepted(await useCases.previewInvitation({ code: request.params.code }));
      const players = playersDto(squad).map(({ id, name, claimed }) => ({ id, name, claimed }));
      return reply.code(200).send({ name: squad.name, sport: squad.sport, players });
    },
    async joinSquad(request, reply) {
      const caller = actorOf(request);
      const { code } = request.params;
      const { squad, anew } = accepted(await useCases.joinSquad({ caller, code, playerId: request.body?.playerId }));
      const membership = membershipDto(squad, caller.accountId);
      if (!anew) return reply.code(200).send(membership);
      reply.header('location', `/api/players/v1/squads/${squad.id}`);
      return reply.code(201).send(membership);
    },
    async rotateJoinCode(request, reply) {
      const caller = actorOf(request);
      const changed = accepted(await useCases.rotateJoinCode({ caller, squadId: request.params.squadId }));
      reply.header('etag', entityTag(changed.squad.version));
      return reply.code(200).send(squadDto(changed, caller.accountId));
    },
  };
}
