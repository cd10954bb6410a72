import type { FastifySchema } from 'fastify';

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required?: boolean;
  schema: object;
}

interface Media {
  schema?: object;
}

export interface RequestBody {
  required?: boolean;
  content: Record<string, Media>;
}

export type Answers = Record<string, { content?: Record<string, Media> }>;

const JSON_TYPE = 'application/json';

/**
 * What the router validates of a request, and by what it writes the answer. Only JSON answers are written by their
 * schema: problems, files and streams are sent as they are. A query parameter that the contract lacks is refused.
 */
export function routeSchema(parameters: Parameter[], body: RequestBody | undefined, answers: Answers): FastifySchema {
  const [params, headers] = [objectOf(parameters, 'path'), objectOf(parameters, 'header')];
  const accepted = body?.content[JSON_TYPE]?.schema;
  return {
    ...(params && { params }),
    ...(headers && { headers }),
    querystring: { type: 'object', ...objectOf(parameters, 'query'), additionalProperties: false },
    ...(accepted && { body: accepted }),
    response: writtenBySchema(answers),
  };
}

/** The parameters in one place as a schema of one object; absent where there are none. */
function objectOf(parameters: Parameter[], place: Parameter['in']): object | undefined {
  const there = parameters.filter((parameter) => parameter.in === place);
  if (there.length === 0) return undefined;
  return {
    type: 'object',
    properties: Object.fromEntries(there.map(({ name, schema }) => [name, schema])),
    required: there.filter(({ required }) => required).map(({ name }) => name),
  };
}

function writtenBySchema(answers: Answers): Record<string, object> {
  return Object.fromEntries(
    Object.entries(answers).flatMap(([status, { content = {} }]) => {
      const schema = content[JSON_TYPE]?.schema;
      return schema && Object.keys(content).length === 1 ? [[status, schema]] : [];
    }),
  );
}
