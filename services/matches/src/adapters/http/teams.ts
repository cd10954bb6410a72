import type { RouteHandlers } from '@besteam/contracts/matches/handlers';
import { entityTag, expectedVersion } from '@besteam/service-kit';
import type { UseCases } from '../../application/use-cases.ts';
import { calendarOf } from './calendar.ts';
import { drawDto, matchDto } from './match-dto.ts';
import { accepted } from './problems.ts';
import { callerOf } from './request.ts';

type TeamHandlers = Pick<RouteHandlers, 'previewSwaps' | 'swapPlayers' | 'replacePlayer' | 'getProof' | 'getCalendar'>;

const MAX_SWAPS = 5000;

export function teamHandlers(run: Pick<UseCases, keyof TeamHandlers>): TeamHandlers {
  return {
    async previewSwaps(request, reply) {
      const { swaps, open } = accepted(await run.previewSwaps({ ...request.params, caller: callerOf(request) }));
      const listed = swaps.slice(0, MAX_SWAPS);
      return reply.code(200).send({
        swaps: listed.map(({ a, b, gap, evenness }) => ({ a, b, evenness, ...(open && { gap }) })),
      });
    },
    async swapPlayers(request, reply) {
      const command = { ...request.params, caller: callerOf(request), expected: expectedVersion(request) };
      const { a, b } = request.body;
      const view = accepted(await run.swapPlayers({ ...command, a, b }));
      reply.header('etag', entityTag(view.match.version));
      return reply.code(200).send(matchDto(view));
    },
    async replacePlayer(request, reply) {
      const command = { ...request.params, caller: callerOf(request), expected: expectedVersion(request) };
      const { out, in: joining, extra } = request.body;
      const ringer = extra && { ...extra, name: extra.name.trim() };
      const view = accepted(await run.replacePlayer({ ...command, out, in: joining, ringer }));
      reply.header('etag', entityTag(view.match.version));
      return reply.code(200).send(matchDto(view));
    },
    async getProof(request, reply) {
      const { squad, match, proof } = accepted(await run.getProof({ ...request.params, caller: callerOf(request) }));
      const { adjusted, input, commitment, ...told } = proof;
      return reply.code(200).send({
        ...told,
        kind: input ? 'open' : 'sealed',
        number: match.draws.length,
        adjustedByHand: adjusted,
        ...(input ? { input } : { commitment }),
        ...(match.draw && { draw: drawDto(squad, match, match.draw) }),
      });
    },
    async getCalendar(request, reply) {
      const event = accepted(await run.getCalendar({ ...request.params, caller: callerOf(request) }));
      reply.type('text/calendar; charset=utf-8');
      return reply.code(200).send(calendarOf(event));
    },
  };
}
