import { actorOf, HttpProblem } from '@besteam/service-kit';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../../application/ports.ts';

/** The caller, with what the players service is asked with in his name. */
export function callerOf(request: FastifyRequest): Caller {
  const token = (request.headers.authorization ?? '').replace(/^Bearer /i, '');
  return { accountId: actorOf(request).accountId, token, address: request.ip };
}

export function etag(version: number): string {
  return `"${version}"`;
}

/** The version that `If-Match` names; `*` and no header name none. What was never ours matches nothing. */
export function expectedVersion(request: FastifyRequest): number | undefined {
  const header = request.headers['if-match'];
  if (header === undefined || header === '*') return undefined;
  const version = /^"(\d{1,15})"$/.exec(header)?.[1];
  return version === undefined ? -1 : Number(version);
}

export function idempotencyKey(request: FastifyRequest): string | undefined {
  const header = request.headers['idempotency-key'];
  return typeof header === 'string' ? header : undefined;
}

export function invalidQuery(field: string): HttpProblem {
  return new HttpProblem({
    status: 400,
    slug: 'invalid-request',
    title: 'The request does not fit the contract',
    errors: [{ path: `query/${field}`, message: 'is not one of ours' }],
  });
}
