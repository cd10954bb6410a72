import type { FastifyRequest } from 'fastify';

/** A caller's headers, of whatever operation. */
type Request = Pick<FastifyRequest, 'headers'>;

/** The ETag of what has versions (RFC 9110, 8.8.3): its version. */
export function entityTag(version: number): string {
  return `"${version}"`;
}

/**
 * The version that `If-Match` names, which a write insists on; undefined when any will do (`*`, or no header). What was
 * never a tag of ours is -1, which no version is.
 */
export function expectedVersion({ headers }: Request): number | undefined {
  const header = headers['if-match'];
  if (header === undefined || header === '*') return undefined;
  return Number(/^"(\d{1,15})"$/.exec(header)?.[1] ?? -1);
}

/** Whether `If-None-Match` names this tag, so that the caller has it at hand; weak comparison, as RFC 9110 asks. */
export function isAtHand({ headers }: Request, tag: string): boolean {
  const header = headers['if-none-match'];
  if (header === undefined) return false;
  return header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag);
}

/** The `Idempotency-Key` by which a caller may send the same request twice and have it done once. */
export function idempotencyKey({ headers }: Request): string | undefined {
  const header = headers['idempotency-key'];
  return typeof header === 'string' ? header : undefined;
}
