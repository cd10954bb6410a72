import { HttpProblem } from '@besteam/service-kit';
import type { FastifyRequest } from 'fastify';

export type CheckOrigin = (request: FastifyRequest) => void;

/**
 * Where a cookie is read or set, a browser must come from a page of this server or of the origins given; who sends no
 * `Origin` is no browser on a foreign page. `SameSite` does the same; this holds where a browser does not know it.
 */
export function ownOrigin(alsoAllowed: string[]): CheckOrigin {
  return (request) => {
    // Not what X-Forwarded-Host says: a proxy that is believed may hand on the caller's own.
    const { origin, host } = request.headers;
    if (origin === undefined || origin === `https://${host}` || alsoAllowed.includes(origin)) return;
    throw new HttpProblem({
      status: 403,
      slug: 'forbidden',
      title: 'This may not be done from a page of another site',
    });
  };
}
