import { Ajv2020, type Options } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { FastifyInstance, FastifySchemaCompiler, RouteOptions } from 'fastify';

const options: Options = { allErrors: false, removeAdditional: false, useDefaults: true, strict: false };

/**
 * Bodies are taken as they are; parameters arrive as text and are coerced. Nothing is dropped silently: what the
 * contract does not know is refused.
 */
export function contractValidation(): FastifySchemaCompiler<object> {
  const body = withFormats(new Ajv2020({ ...options, coerceTypes: false }));
  const parameters = withFormats(new Ajv2020({ ...options, coerceTypes: true }));
  return ({ schema, httpPart }) => (httpPart === 'body' ? body : parameters).compile(schema);
}

function withFormats(ajv: Ajv2020): Ajv2020 {
  addFormats.default(ajv);
  return ajv;
}

/**
 * Closes three gaps between contract and router: a body schema filed under its content type is skipped for other
 * types and for no body at all; an optional body may be absent; unknown query parameters would pass.
 */
export function tightenSchemas(instance: FastifyInstance, bodyRequired: (operationId: string) => boolean): void {
  instance.addHook('onRoute', (route: RouteOptions) => {
    const schema = route.schema as ContractSchema | undefined;
    if (!schema?.operationId) return;
    const body = schema.body?.content?.['application/json']?.schema;
    if (body) schema.body = body;
    if (body && !bodyRequired(schema.operationId)) {
      route.preValidation = async (request) => {
        request.body ??= {};
      };
    }
    schema.querystring = { type: 'object', ...schema.querystring, additionalProperties: false };
  });
}

interface ContractSchema {
  operationId?: string;
  body?: { content?: Record<string, { schema: object }> };
  querystring?: object;
}
