import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { onFirstUse } from '../on-first-use.ts';
import type { OpenApiDocument } from './contract.ts';

/** What the connection says of itself, and not the page. */
const OF_THE_CONNECTION = new Set(['connection', 'date', 'keep-alive', 'transfer-encoding']);

/**
 * Serves the contract as a page to read and try at `…/docs` (and as `…/docs/json`), from this process alone. Made for
 * the first who asks: its parts take a tenth of a start, and in production hardly anybody does.
 */
export async function referencePage(instance: FastifyInstance, contract: OpenApiDocument): Promise<void> {
  const page = onFirstUse(() => openPage(contract, instance.prefix));
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const { 'if-none-match': known } = request.headers;
    const asked = { url: request.url, ...(known && { headers: { 'if-none-match': known } }) };
    const { statusCode, headers, rawPayload } = await (await page()).inject(asked);
    if (statusCode === 404) return reply.callNotFound();
    for (const [name, value] of Object.entries(headers)) if (!OF_THE_CONNECTION.has(name)) reply.header(name, value);
    return reply.code(statusCode).send(rawPayload);
  };
  instance.get('/docs', answer);
  instance.get('/docs/*', answer);
}

/** A server that listens nowhere. */
async function openPage(contract: OpenApiDocument, prefix: string): Promise<FastifyInstance> {
  const [{ default: swagger }, { default: swaggerUi }] = await Promise.all([
    import('@fastify/swagger'),
    import('@fastify/swagger-ui'),
  ]);
  const server = fastify();
  await server.register(
    async (docs) => {
      await docs.register(swagger, { mode: 'static', specification: { document: structuredClone(contract) as never } });
      await docs.register(swaggerUi, {
        routePrefix: '/docs',
        staticCSP: true,
        uiConfig: { docExpansion: 'list', tryItOutEnabled: true, validatorUrl: null },
      });
    },
    { prefix },
  );
  return server;
}
