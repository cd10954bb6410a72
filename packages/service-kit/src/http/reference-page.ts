import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import type { OpenApiDocument } from './contract.ts';

/** Serves the contract as a page to read and try at `…/docs` (and as `…/docs/json`), from this process alone. */
export async function referencePage(instance: FastifyInstance, contract: OpenApiDocument): Promise<void> {
  await instance.register(async (docs) => {
    await docs.register(swagger, { mode: 'static', specification: { document: structuredClone(contract) as never } });
    await docs.register(swaggerUi, {
      routePrefix: '/docs',
      staticCSP: true,
      uiConfig: { docExpansion: 'list', tryItOutEnabled: true, validatorUrl: null },
    });
  });
}
