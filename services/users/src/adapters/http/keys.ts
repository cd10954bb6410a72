import type { Jwks } from '@besteam/contracts/users';
import type { RouteHandlers } from '@besteam/contracts/users/handlers';

/** Shorter than the time a new key is published before it signs. */
const KEPT_SECONDS = 300;

export function keyHandlers(published: () => Jwks['keys']): Pick<RouteHandlers, 'getJwks'> {
  return {
    async getJwks(_request, reply) {
      reply.header('cache-control', `public, max-age=${KEPT_SECONDS}`);
      return reply.code(200).send({ keys: published() });
    },
  };
}
