import stringifier from 'fast-json-stringify';
import type { FastifySerializerCompiler } from 'fastify';
import { onFirstUse } from '../on-first-use.ts';

/** Answers are written by their schemas, each compiled for the first answer that needs it, as Fastify would at its start. */
export const contractSerialization: FastifySerializerCompiler<object> = ({ schema }) => {
  const compiled = onFirstUse(() => stringifier(schema));
  return (data) => compiled()(data);
};
