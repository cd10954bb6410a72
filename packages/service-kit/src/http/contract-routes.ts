import compress from '@fastify/compress';
import type {
  FastifyInstance,
  HTTPMethods,
  onRequestHookHandler,
  preValidationHookHandler,
  RouteHandlerMethod,
} from 'fastify';
import type { TokenVerifier } from '../auth/actor.ts';
import type { Service } from '../service.ts';
import { authentication } from './authentication.ts';
import { type Operation, operationsOf } from './contract.ts';
import { refuseOtherMethods } from './method-not-allowed.ts';
import { HttpProblem } from './problem.ts';
import type { RateLimits } from './rate-limit.ts';
import { contractSerialization } from './serialization.ts';
import { contractValidation } from './validation.ts';

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
  instance.setSerializerCompiler(contractSerialization);
  await instance.register(compress, { global: false });
  for (const { operationId, method, url, schema, security, bodyRequired } of operations.values()) {
    const guard = service.guessing?.[operationId];
    instance.route({
      method: method as HTTPMethods,
      url,
      schema,
      handler: (service.handlers[operationId] ?? notImplemented) as RouteHandlerMethod,
      onRequest: [
        keptByNobody,
        limits.perAddress,
        ...(guard ? [limits.guessing(guard)] : []),
        authentication(security, service.tokens ?? tokens, service.isGone),
        limits.perAccount,
      ],
      ...(guard ? { onSend: limits.onAnswer } : {}),
      // Only what is read: the length of a compressed answer tells of what it holds, and others hand out tokens.
      ...(method === 'GET' ? { compress: { encodings: ['br', 'gzip'] } } : {}),
      ...(schema.body && !bodyRequired ? { preValidation: absentIsEmpty } : {}),
      config: { operationId, service: service.name } as object,
    });
  }
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

const absentIsEmpty: preValidationHookHandler = (request, _reply, done) => {
  request.body ??= {};
  done();
};

async function notImplemented(): Promise<never> {
  throw new HttpProblem({ status: 501, slug: 'not-implemented', title: 'This operation is not available yet' });
}

function refuseUnknownHandlers(service: Service, operations: Map<string, Operation>): void {
  const unknown = Object.keys(service.handlers).filter((id) => !operations.has(id));
  if (unknown.length > 0) throw new Error(`${service.name} handles what its contract lacks: ${unknown.join(', ')}`);
}
