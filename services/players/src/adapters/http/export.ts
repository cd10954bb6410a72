import type { SquadExport } from '@besteam/contracts/players';
import type { RouteHandlers } from '@besteam/contracts/players/handlers';
import { actorOf } from '@besteam/service-kit';
import type { FastifyReply } from 'fastify';
import type { SquadWithActivity } from '../../application/ports.ts';
import type { UseCases } from '../../application/use-cases.ts';
import { squadCsv } from '../../domain/squad-csv.ts';
import { memberDto } from './membership-dto.ts';
import { accepted } from './problems.ts';
import { squadDto } from './squad-dto.ts';

export function exportHandlers(
  useCases: Pick<UseCases, 'exportSquad'>,
  now: () => number,
): Pick<RouteHandlers, 'exportSquad'> {
  return {
    async exportSquad(request, reply) {
      const caller = actorOf(request);
      const found = accepted(await useCases.exportSquad({ caller, squadId: request.params.squadId }));
      const { format } = request.query;
      reply.header('content-disposition', `attachment; filename="squad-${found.squad.id}.${format}"`);
      if (format === 'csv') return csv(reply, squadCsv(found.squad));
      return reply.code(200).send(exported(found, caller.accountId, new Date(now()).toISOString()));
    },
  };
}

function exported(found: SquadWithActivity, accountId: string, exportedAt: string): SquadExport {
  const { squad } = found;
  const members = Object.values(squad.members).map((member) => memberDto(squad, member));
  return { exportedAt, squad: squadDto(found, accountId), members };
}

/** The generated types know JSON alone. */
function csv<R>(reply: R, text: string): R {
  (reply as FastifyReply).code(200).type('text/csv; charset=utf-8').send(text);
  return reply;
}
