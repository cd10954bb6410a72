import type { FastifySchema } from 'fastify';
import { type Answers, type Parameter, type RequestBody, routeSchema } from './route-schema.ts';

/** The part of an OpenAPI 3.1 document that the chassis reads; the document itself is bundled from `contracts/`, without `$ref`. */
export interface OpenApiDocument {
  info: { title: string; version: string };
  security?: SecurityRequirement[];
  paths: Record<string, Record<string, unknown>>;
  components?: { securitySchemes?: Record<string, { type: string; in?: string }> };
}

export type SecurityRequirement = Record<string, string[]>;

export interface Operation {
  operationId: string;
  method: string;
  /** As Fastify writes it: `/squads/:squadId`. */
  url: string;
  security: SecurityRequirement[];
  bodyRequired: boolean;
  schema: FastifySchema;
}

/** An operation as the document has it. */
interface Written {
  operationId: string;
  security?: SecurityRequirement[];
  parameters?: Parameter[];
  requestBody?: RequestBody;
  responses: Answers;
}

const METHODS = new Set(['get', 'put', 'post', 'delete', 'patch']);

/** Whether callers are known by a cookie somewhere in it. */
export function usesCookies({ components }: OpenApiDocument): boolean {
  return Object.values(components?.securitySchemes ?? {}).some((scheme) => scheme.in === 'cookie');
}

/** Every operation of a contract, by its id. */
export function operationsOf(contract: OpenApiDocument): Map<string, Operation> {
  const operations = new Map<string, Operation>();
  for (const [path, item] of Object.entries(contract.paths)) {
    const shared = (item['parameters'] ?? []) as Parameter[];
    for (const [method, value] of Object.entries(item)) {
      if (!METHODS.has(method)) continue;
      const { operationId, security, parameters = [], requestBody, responses } = value as Written;
      operations.set(operationId, {
        operationId,
        method: method.toUpperCase(),
        url: path.replace(/{(\w+)}/g, ':$1'),
        security: security ?? contract.security ?? [],
        bodyRequired: requestBody?.required === true,
        schema: routeSchema([...shared, ...parameters], requestBody, responses),
      });
    }
  }
  return operations;
}
