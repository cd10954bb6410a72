import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/**
 * The headers of every answer. The policy is that of an API, which loads nothing; pages bring a policy of their own.
 * `Strict-Transport-Security` is sent for real certificates only: taught to a browser for localhost, it would break
 * every other server on that machine.
 */
export async function securityHeaders(instance: FastifyInstance, options: { strictTransport: boolean }): Promise<void> {
  await instance.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    strictTransportSecurity: options.strictTransport && { maxAge: 63_072_000, includeSubDomains: true },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
}
