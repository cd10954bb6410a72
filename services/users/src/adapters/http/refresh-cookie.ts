import type { FastifyReply, FastifyRequest } from 'fastify';
import type { StartedSession } from '../../application/start-session.ts';

const NAME = '__Secure-besteam-refresh';
/** Sent to the session operations only, and never from another site. */
const ATTRIBUTES = { path: '/api/users/v1/sessions', httpOnly: true, secure: true, sameSite: 'strict' } as const;

type CookieJar = Pick<FastifyReply, 'setCookie' | 'clearCookie' | 'header'>;

/** Read where it is wanted: most requests have nothing to do with cookies. */
export function readRefreshToken({ headers, server }: FastifyRequest): string | undefined {
  return headers.cookie === undefined ? undefined : server.parseCookie(headers.cookie)[NAME];
}

export function keepRefreshToken(
  reply: CookieJar,
  { refreshToken, refreshSeconds }: Pick<StartedSession, 'refreshToken' | 'refreshSeconds'>,
): void {
  reply.header('cache-control', 'no-store');
  reply.setCookie(NAME, refreshToken, { ...ATTRIBUTES, maxAge: refreshSeconds });
}

export function forgetRefreshToken(reply: CookieJar): void {
  reply.clearCookie(NAME, ATTRIBUTES);
}
