import { actorOf, HttpProblem } from '@besteam/service-kit';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../../application/ports.ts';

/** The caller, with what the players service is asked with in his name. */
export function callerOf(request: FastifyRequest): Caller {
  const token = (request.headers.authorization ?? '').replace(/^Bearer /i, '');
  return { accountId: actorOf(request).accountId, token, address: request.ip };
}

export function invalidQuery(field: string): HttpProblem {
  return new HttpProblem({
    status: 400,
    slug: 'invalid-request',
    title: 'The request does not fit the contract',
    errors: [{ path: `query/${field}`, message: 'is not one of ours' }],
  });
}
