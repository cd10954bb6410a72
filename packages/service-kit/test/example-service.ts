import {
  type actorOf,
  HttpProblem,
  type OpenApiDocument,
  type Platform,
  refusalsAsProblems,
  type Service,
} from '../src/index.ts';

const problem = { description: 'Refused', content: { 'application/problem+json': { schema: { type: 'object' } } } };
const json = (schema: object) => ({ description: 'Done', content: { 'application/json': { schema } } });
const thing = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name: { type: 'string', maxLength: 40 },
    stars: { type: 'number', minimum: 0, maximum: 5, multipleOf: 0.5 },
  },
};

/** A contract small enough to read at a glance, with one operation for every duty of the chassis. */
export const exampleContract: OpenApiDocument = {
  openapi: '3.1.0',
  info: { title: 'Example', version: '1.0.0' },
  security: [{ bearerAuth: [] }],
  components: { securitySchemes: { bearerAuth: { type: 'http', scheme: 'bearer' } } },
  paths: {
    '/things': {
      post: {
        operationId: 'createThing',
        requestBody: { required: true, content: { 'application/json': { schema: thing } } },
        responses: { 201: json(thing), default: problem },
      },
      get: {
        operationId: 'listThings',
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50, default: 20 } }],
        responses: { 200: json({ type: 'object', properties: { limit: { type: 'integer' } } }), default: problem },
      },
    },
    '/things/{thingId}': {
      parameters: [{ name: 'thingId', in: 'path', required: true, schema: { type: 'string', pattern: '^[a-z]{3}$' } }],
      get: { operationId: 'getThing', responses: { 200: json({ type: 'object' }), default: problem } },
      delete: { operationId: 'deleteThing', responses: { 204: { description: 'Gone' }, default: problem } },
    },
    '/greetings': {
      post: {
        operationId: 'greet',
        security: [{}, { bearerAuth: [] }],
        requestBody: {
          content: {
            'application/json': {
              schema: { type: 'object', additionalProperties: false, properties: { name: { type: 'string' } } },
            },
          },
        },
        responses: { 200: json({ type: 'object', additionalProperties: true }), default: problem },
      },
    },
    '/secrets/{secret}': {
      parameters: [{ name: 'secret', in: 'path', required: true, schema: { type: 'string' } }],
      get: { operationId: 'guessSecret', security: [], responses: { 200: json({ type: 'object' }), default: problem } },
    },
    '/songs': {
      get: {
        operationId: 'listSongs',
        security: [],
        responses: { 200: json({ type: 'object', additionalProperties: true }), default: problem },
      },
      post: {
        operationId: 'addSong',
        security: [],
        responses: { 200: json({ type: 'object', additionalProperties: true }), default: problem },
      },
    },
    '/failures': {
      post: { operationId: 'fail', security: [], responses: { 200: json({ type: 'object' }), default: problem } },
    },
  },
} as OpenApiDocument;

/** Long enough that it is worth compressing. */
export const SONG = { chorus: 'You never walk alone. '.repeat(100) };

const accepted = refusalsAsProblems({ 'no-such-thing': { status: 404, title: 'There is no such thing' } });

type Request = Parameters<typeof actorOf>[0] & { body: unknown; query: unknown; params: unknown };
type Reply = { code(status: number): Reply; send(body?: unknown): unknown };

/** A service on that contract; `failure` is what its operation `fail` throws. */
export async function createExample(
  _platform: Platform,
  failure: () => unknown = () => new Error('secret detail'),
): Promise<Service> {
  return {
    name: 'example',
    prefix: '/api/example/v1',
    contract: exampleContract,
    handlers: {
      createThing: async (request: Request, reply: Reply) => reply.code(201).send(request.body),
      listThings: async (request: Request) => request.query,
      getThing: async () => accepted({ kind: 'refused', reason: 'no-such-thing', detail: 'Nothing is called that.' }),
      greet: async (request: Request) => ({
        caller: request.actor?.accountId ?? 'nobody',
        host: request.headers.host,
        body: request.body,
      }),
      guessSecret: async (request: Request) => {
        if ((request.params as { secret: string }).secret === 'sesame') return { open: true };
        throw new HttpProblem({ status: 404, slug: 'not-found', title: 'Wrong' });
      },
      listSongs: async () => SONG,
      addSong: async () => SONG,
      fail: async () => {
        throw failure();
      },
    },
    guessing: { guessSecret: { attempts: 3, seconds: 60, statuses: [404] } },
    dependencies: { store: async () => undefined },
    start: async () => undefined,
    stop: async () => undefined,
  };
}
