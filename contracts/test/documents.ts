import matches from '../generated/matches.openapi.json' with { type: 'json' };
import players from '../generated/players.openapi.json' with { type: 'json' };
import users from '../generated/users.openapi.json' with { type: 'json' };

export type Schema = { [keyword: string]: unknown };

export interface Media {
  schema: Schema;
  example?: unknown;
}

export interface Response {
  description: string;
  headers?: Record<string, { schema: Schema }>;
  content?: Record<string, Media>;
}

export interface Operation {
  operationId: string;
  security?: Record<string, string[]>[];
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, Response>;
}

export interface Route {
  service: string;
  method: string;
  path: string;
  operation: Operation;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
}

/** The three bundled contracts as the services' routers read them: no reference is left in them. */
export const documents: Record<string, Document> = {
  users: users as unknown as Document,
  players: players as unknown as Document,
  matches: matches as unknown as Document,
};

/** Every operation of the three services. */
export const routes: Route[] = Object.entries(documents).flatMap(([service, { paths }]) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ service, method: method.toUpperCase(), path, operation })),
  ),
);

/** Every schema that stands directly in an operation, with where it stands. */
export function schemasOf({ operation }: Route): { place: string; schema: Schema }[] {
  const { operationId, parameters = [], requestBody, responses } = operation;
  return [
    ...parameters.map(({ name, schema }) => ({ place: `${operationId} ${name}`, schema })),
    ...mediaSchemas(`${operationId} request`, requestBody?.content),
    ...Object.entries(responses).flatMap(([status, { headers = {}, content }]) => [
      ...Object.entries(headers).map(([name, { schema }]) => ({ place: `${operationId} ${status} ${name}`, schema })),
      ...mediaSchemas(`${operationId} ${status}`, content),
    ]),
  ];
}

function mediaSchemas(place: string, content: Record<string, Media> = {}): { place: string; schema: Schema }[] {
  return Object.entries(content).map(([type, { schema }]) => ({ place: `${place} ${type}`, schema }));
}
