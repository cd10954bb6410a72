import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerProblem } from './errors.ts';

const YEAR_SECONDS = 31_536_000;
/** Of no meaning for what is no page, and as long as many a script: on every one of twenty files they would be felt. */
const OF_PAGES = [
  'x-frame-options',
  'referrer-policy',
  'cross-origin-opener-policy',
  'content-security-policy',
  'x-request-id',
];

/**
 * Serves the built web app: hashed files for a year, the rest revalidated, compressed twins where the build made them,
 * and its shell (`200.html`) for every address that is neither a file nor the API's. Pages carry their own script and
 * style policy with hashes; the header adds what a page cannot say of itself.
 */
export async function webApp(instance: FastifyInstance, root: string): Promise<void> {
  await instance.register(fastifyStatic, {
    root,
    preCompressed: true,
    // A prerendered page has its address without the ending: /privacy is privacy.html.
    extensions: ['html'],
    cacheControl: false,
    // An address with a hash in it never changes; for the others the tag is enough.
    lastModified: false,
    acceptRanges: false,
    setHeaders(reply, path) {
      const hashed = path.includes('/_app/immutable/');
      reply.header('cache-control', hashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
      reply.header('content-security-policy', "frame-ancestors 'none'; base-uri 'none'; form-action 'self'");
      if (hashed) for (const name of OF_PAGES) reply.removeHeader(name);
    },
  });
}

/** The answer to an unknown address: the app's shell for a browser on its way to a page, otherwise a problem. */
export function answerUnknown(hasWebApp: boolean) {
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const page =
      request.method === 'GET' && request.headers.accept?.includes('text/html') && !request.url.startsWith('/api/');
    if (hasWebApp && page) return reply.sendFile('200.html');
    return answerProblem({ status: 404, slug: 'not-found', title: 'There is nothing at this address' }, request, reply);
  };
}
