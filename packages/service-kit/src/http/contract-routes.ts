import type { FastifyInstance, onRequestHookHandler, RouteHandlerMethod, RouteOptions } from 'fastify';
import openapiGlue from 'fastify-openapi-glue';
import type { TokenVerifier } from '../auth/actor.ts';
import type { Service } from '../service.ts';
import { authentication } from './authentication.ts';
import { type Operation, operationsOf, routableContract } from './contract.ts';
import { refuseOtherMethods } from './method-not-allowed.ts';
import { HttpProblem } from './problem.ts';
import type { RateLimits } from './rate-limit.ts';
import { contractValidation, tightenSchemas } from './validation.ts';

/**
 * Registers a service under its prefix, every route taken from its contract. Order of judgement: rate limit, token,
 * media type and size, schema, handler; so a bad token beats a bad body.
 */
export async function contractRoutes(
  instance: FastifyInstance,
  options: { service: Service; tokens: TokenVerifier; limits: RateLimits },
): Promise<void> {
  const { service, tokens, limits } = options;
  const operations = operationsOf(service.contract);
  refuseUnknownHandlers(service, operations);
  instance.setValidatorCompiler(contractValidation());
  tightenSchemas(instance, (id) => operations.get(id)?.bodyRequired ?? false);
  await instance.register(openapiGlue, {
    specification: routableContract(service.contract),
    operationResolver: (operationId) => {
      const operation = operations.get(operationId);
      const guard = service.guessing?.[operationId];
      return {
        handler: (service.handlers[operationId] ?? notImplemented) as RouteHandlerMethod,
        onRequest: [
          keptByNobody,
          limits.perAddress,
          ...(guard ? [limits.guessing(guard)] : []),
          authentication(operation?.security ?? [], service.tokens ?? tokens),
          limits.perAccount,
        ],
        config: { operationId, service: service.name },
      } as unknown as RouteOptions;
    },
  });
  refuseOtherMethods(instance, operations.values());
}

/**
 * Answers are for one caller at one moment: a browser that kept them would show them to whoever signs in next, and old
 * ones whenever a tag still holds. A handler whose answer is for all says otherwise.
 */
const keptByNobody: onRequestHookHandler = (_request, reply, done) => {
  reply.header('cache-control', 'no-store');
  done();
};

async function notImplemented(): Promise<never> {
  throw new HttpProblem({ status: 501, slug: 'not-implemented', title: 'This operation is not available yet' });
}

function refuseUnknownHandlers(service: Service, operations: Map<string, Operation>): void {
  const unknown = Object.keys(service.handlers).filter((id) => !operations.has(id));
  if (unknown.length > 0) throw new Error(`${service.name} handles what its contract lacks: ${unknown.join(', ')}`);
}
