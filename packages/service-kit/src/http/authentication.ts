import type { FastifyRequest, onRequestHookHandler } from 'fastify';
import type { Actor, IsGone, TokenVerifier } from '../auth/actor.ts';
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
export function authentication(
  security: SecurityRequirement[],
  tokens: TokenVerifier,
  isGone?: IsGone,
): onRequestHookHandler {
  const wanted = security.some((requirement) => 'bearerAuth' in requirement);
  const optional = security.some((requirement) => Object.keys(requirement).length === 0);
  return (request, _reply, done) => {
    const header = request.headers.authorization;
    if (!wanted || (header === undefined && optional)) return done();
    if (header === undefined) return done(unauthorized('no token was sent'));
    const token = bearerToken(header);
    const settle = (actor: Actor | undefined) => {
      request.actor = actor;
      done(actor ? undefined : unauthorized('the token is not valid'));
    };
    const known = token === undefined ? undefined : tokens.remembered(token);
    if (token === undefined || known !== undefined || !TOKEN.test(token)) return settle(known);
    tokens.verify(token, isGone).then(settle, done);
  };
}

const SCHEME = 'bearer ';
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+$/;

function bearerToken(header: string): string | undefined {
  return header.slice(0, SCHEME.length).toLowerCase() === SCHEME ? header.slice(SCHEME.length) : undefined;
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
