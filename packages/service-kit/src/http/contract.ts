/** The part of an OpenAPI 3.1 document that the chassis reads; the document itself is bundled from `contracts/`. */
export interface OpenApiDocument {
  info: { title: string; version: string };
  security?: SecurityRequirement[];
  paths: Record<string, Record<string, unknown>>;
}

export type SecurityRequirement = Record<string, string[]>;

export interface Operation {
  operationId: string;
  method: string;
  /** As Fastify writes it: `/squads/:squadId`. */
  url: string;
  security: SecurityRequirement[];
  bodyRequired: boolean;
}

const METHODS = new Set(['get', 'put', 'post', 'delete', 'patch']);

/** Every operation of a contract, by its id. */
export function operationsOf(contract: OpenApiDocument): Map<string, Operation> {
  const operations = new Map<string, Operation>();
  for (const [path, item] of Object.entries(contract.paths)) {
    for (const [method, value] of Object.entries(item)) {
      if (!METHODS.has(method)) continue;
      const operation = value as {
        operationId: string;
        security?: SecurityRequirement[];
        requestBody?: { required?: boolean };
      };
      operations.set(operation.operationId, {
        operationId: operation.operationId,
        method: method.toUpperCase(),
        url: path.replace(/{(\w+)}/g, ':$1'),
        security: operation.security ?? contract.security ?? [],
        bodyRequired: operation.requestBody?.required === true,
      });
    }
  }
  return operations;
}

/**
 * A copy for the router, with the JSON answers alone: only these are serialised by their schema (problems, files and
 * streams are sent as they are).
 */
export function routableContract(contract: OpenApiDocument): OpenApiDocument {
  const copy = structuredClone(contract);
  for (const item of Object.values(copy.paths)) {
    for (const [method, value] of Object.entries(item)) {
      if (!METHODS.has(method)) continue;
      const { responses } = value as { responses: Record<string, { content?: object }> };
      for (const response of Object.values(responses)) {
        const media = Object.keys(response.content ?? {});
        if (media.some((type) => type !== 'application/json')) delete response.content;
      }
    }
  }
  return copy;
}
