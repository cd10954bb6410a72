import type { OpenApiDocument } from '../http/contract.ts';

interface Schema {
  type?: string;
  examples?: unknown[];
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  maxProperties?: number;
  items?: Schema;
  minItems?: number;
  minLength?: number;
  minimum?: number;
}

interface DocumentedParameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
}

interface DocumentedOperation {
  operationId: string;
  security?: Record<string, string[]>[];
  parameters?: DocumentedParameter[];
  requestBody?: { required?: boolean; content: Record<string, { schema: Schema }> };
}

/** An operation of a contract with a request that its schemas allow. */
export interface SampledOperation {
  operationId: string;
  method: string;
  /** Below the service's prefix, its parameters filled in and the required ones of the query. */
  path: string;
  /** Whether a token is wanted, may be sent, or plays no part. */
  token: 'required' | 'optional' | 'none';
  body?: { sample: unknown; required: boolean; mostProperties?: number | undefined } | undefined;
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];

/** Every operation of a bundled contract, with samples made of its examples, or of its bounds where it gives none. */
export function sampledOperations(contract: OpenApiDocument): SampledOperation[] {
  return Object.entries(contract.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => method in item).map((method) => {
      const operation = item[method] as DocumentedOperation;
      const schema = operation.requestBody?.content['application/json']?.schema;
      return {
        operationId: operation.operationId,
        method: method.toUpperCase(),
        path: samplePath(path, operation.parameters ?? []),
        token: tokenOf(operation.security ?? contract.security ?? []),
        ...(schema && { body: bodyOf(schema, operation.requestBody?.required === true) }),
      };
    }),
  );
}

function bodyOf(schema: Schema, required: boolean): SampledOperation['body'] {
  return { sample: sampleOf(schema), required, mostProperties: schema.maxProperties };
}

function tokenOf(security: Record<string, string[]>[]): SampledOperation['token'] {
  if (!security.some((one) => 'bearerAuth' in one)) return 'none';
  return security.some((one) => Object.keys(one).length === 0) ? 'optional' : 'required';
}

function samplePath(path: string, parameters: DocumentedParameter[]): string {
  const filled = parameters
    .filter((parameter) => parameter.in === 'path')
    .reduce((text, { name, schema }) => text.replace(`{${name}}`, encodeURIComponent(String(sampleOf(schema)))), path);
  const query = parameters.filter((parameter) => parameter.in === 'query' && parameter.required);
  const search = new URLSearchParams(
    Object.fromEntries(query.map(({ name, schema }) => [name, String(sampleOf(schema))])),
  );
  return query.length === 0 ? filled : `${filled}?${search}`;
}

function sampleOf(schema: Schema): unknown {
  const [given] = [...(schema.examples ?? []), ...(schema.enum ?? [])];
  if (given !== undefined) return given;
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  const [first] = schema.oneOf ?? [];
  if (first) return sampleOf(first);
  if (schema.properties) {
    const required = Object.entries(schema.properties).filter(([name]) => schema.required?.includes(name));
    return Object.fromEntries(required.map(([name, property]) => [name, sampleOf(property)]));
  }
  if (schema.type === 'object') return {};
  if (schema.type === 'array') return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}));
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 0;
  if (schema.type === 'boolean') return false;
  return 'a'.repeat(schema.minLength ?? 1);
}
