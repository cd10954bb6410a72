import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import type { Actor, TokenVerifier } from '../auth/actor.ts';
import type { SecurityRequirement } from './contract.ts';
import { HttpProblem } from './problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | undefined;
  }
}

/**
 * The `onRequest` hook of an operation, by the contract's `security`: `bearerAuth` wants a valid token, `{}` beside it
 * makes the token optional (but a bad one is still refused), anything else is the handler's business (cookies).
 */
export function authentication(security: SecurityRequirement[], tokens: TokenVerifier): onRequestAsyncHookHandler {
  const wanted = security.some((requirement) => 'bearerAuth' in requirement);
  const optional = security.some((requirement) => Object.keys(requirement).length === 0);
  return async (request) => {
    if (!wanted) return;
    const header = request.headers.authorization;
    if (header === undefined && optional) return;
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header ?? '')?.[1];
    request.actor = token === undefined ? undefined : await tokens.verify(token);
    if (!request.actor) throw unauthorized(header === undefined ? 'no token was sent' : 'the token is not valid');
  };
}

/** The caller of an operation that the contract keeps for signed-in callers. */
export function actorOf(request: FastifyRequest): Actor {
  if (!request.actor) throw new Error(`${request.routeOptions.url} asks for a caller but its contract does not`);
  return request.actor;
}

export function unauthorized(detail: string): HttpProblem {
  return new HttpProblem({
    status: 401,
    slug: 'unauthorized',
    title: 'Sign in first',
    detail: `Sign in first: ${detail}.`,
    headers: { 'www-authenticate': 'Bearer realm="besteam"' },
  });
}
