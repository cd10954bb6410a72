import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';

/**
 * The headers of every answer. The policy is that of an API, which loads nothing; pages bring a policy of their own.
 * `Strict-Transport-Security` is sent for real certificates only: taught to a browser for localhost, it would break
 * every other server on that machine.
 *
 * They are the same for every answer, so Helmet is asked once: asked each time, it took a third of a small answer.
 */
export function securityHeaders(instance: FastifyInstance, options: { strictTransport: boolean }): void {
  const headers = helmetHeaders(options.strictTransport);
  instance.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}

/** What Helmet adds to an answer, as it shows on one that nobody gets. */
function helmetHeaders(strictTransport: boolean): OutgoingHttpHeaders {
  const addTo = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    strictTransportSecurity: strictTransport && { maxAge: 63_072_000, includeSubDomains: true },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    // Of browsers that nobody has any more, or of no meaning for what is served here.
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  const request = new IncomingMessage(new Socket());
  const answer = new ServerResponse(request);
  addTo(request, answer, (error) => {
    if (error) throw error;
  });
  return answer.getHeaders();
}
