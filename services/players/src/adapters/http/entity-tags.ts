import type { FastifyRequest } from 'fastify';

/** The ETag of a squad is its version. */
export function entityTag(version: number): string {
  return `"${version}"`;
}

/** The version an If-Match asks for; nothing when any will do. What is no version of ours matches none: 0. */
export function wantedVersion(request: { headers: FastifyRequest['headers'] }): number | undefined {
  const header = request.headers['if-match'];
  if (header === undefined || header === '*') return undefined;
  return Number(/^"(\d{1,16})"$/.exec(header)?.[1] ?? 0);
}

/** Whether an If-None-Match names this tag; weak comparison, as RFC 9110 asks. */
export function isAtHand(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag);
}

export function idempotencyKey(request: { headers: FastifyRequest['headers'] }): string | undefined {
  const header = request.headers['idempotency-key'];
  return typeof header === 'string' ? header : undefined;
}
