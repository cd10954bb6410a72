import { Ajv2020, type Options } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { FastifySchemaCompiler } from 'fastify';
import { onFirstUse } from '../on-first-use.ts';

/** Contracts are judged where they are written (`npm run lint:contracts`), not at each start. */
const options: Options = {
  allErrors: false,
  removeAdditional: false,
  useDefaults: true,
  strict: false,
  validateSchema: false,
};

/**
 * Bodies are taken as they are; parameters arrive as text and are coerced. Nothing is dropped silently: what the
 * contract does not know is refused. Compiled for the first request that needs it: all at once take half of a start.
 */
export function contractValidation(): FastifySchemaCompiler<object> {
  const body = withFormats(new Ajv2020({ ...options, coerceTypes: false }));
  const parameters = withFormats(new Ajv2020({ ...options, coerceTypes: true }));
  return ({ schema, httpPart }) => {
    const compiled = onFirstUse(() => (httpPart === 'body' ? body : parameters).compile<unknown>(schema));
    return (data: unknown) => {
      const validate = compiled();
      return validate(data) ? true : { error: validate.errors ?? [] };
    };
  };
}

function withFormats(ajv: Ajv2020): Ajv2020 {
  addFormats.default(ajv);
  return ajv;
}
