import type { IncomingMessage } from 'node:http';
import { Agent, type RequestOptions, request as secureRequest } from 'node:https';
import { buffer } from 'node:stream/consumers';
import {
  createLogger,
  createMetrics,
  createServer,
  type PlatformSettings,
  type ServerPlatform,
  type Tls,
} from '@besteam/service-kit/server';

export interface EdgeOptions {
  settings: PlatformSettings;
  tls: Tls;
  /** Where each service's replicas listen, by the service's name: `https://localhost:…`. A service that is absent is nobody's. */
  upstreams: Record<string, string[]>;
  webRoot?: string | undefined;
}

type Server = Awaited<ReturnType<typeof createServer>>;

/** One HTTPS port in front of everything: `/api/<service>/…` goes to that service, the rest is the web app. Not listening yet. */
export async function createEdge({ settings, tls, upstreams, webRoot }: EdgeOptions): Promise<Server> {
  const agent = new Agent({ keepAlive: true, ca: tls.ca });
  const single = new Agent({ keepAlive: false, ca: tls.ca });
  const platform: ServerPlatform = {
    settings,
    logger: createLogger({ level: settings.LOG_LEVEL, name: 'edge' }),
    tls,
    tokens: { verify: async () => undefined, remembered: () => undefined, refuse: () => undefined },
    metrics: createMetrics(),
    dependencies: Object.fromEntries(
      Object.entries(upstreams).map(([name, origins]) => [name, () => anyReady(origins, agent)]),
    ),
  };
  const server = await createServer({ services: [], platform, front: { webRoot } });
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    for (const [name, origins] of Object.entries(upstreams)) forward(scope, name, origins, { agent, single });
  });
  server.addHook('onClose', async () => agent.destroy());
  return server;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

interface Agents {
  agent: Agent;
  /** A connection for each request. */
  single: Agent;
}

function forward(scope: Server, name: string, origins: string[], { agent, single }: Agents): void {
  let turn = 0;
  scope.route({
    method: METHODS,
    url: `/api/${name}/*`,
    exposeHeadRoute: false,
    async handler({ method, url, headers, ip, body }, reply) {
      turn += 1;
      const repeatable = REPEATABLE.includes(method);
      const content = Buffer.isBuffer(body) ? body : undefined;
      const sent = {
        method,
        path: url,
        // A connection that is being closed may swallow a request: what must not be repeated goes on one of its own,
        // where another replica could take it.
        agent: repeatable || origins.length === 1 ? agent : single,
        headers: {
          ...handedOn(headers, content),
          'x-forwarded-for': ip,
          'x-forwarded-proto': 'https',
        },
      };
      // A replica that is not there is passed over; the last one's failure is the answer.
      const inTurn = origins.map((_, i) => origins[(turn + i) % origins.length] ?? '');
      const answer = await firstAnswer([...inTurn, ...inTurn.slice(0, 1)], sent, content);
      reply.code(answer.statusCode ?? 502).headers(withoutConnection(answer.headers));
      return reply.send(answer);
    },
  });
}

async function firstAnswer(origins: string[], options: RequestOptions, body?: Buffer): Promise<IncomingMessage> {
  const [origin = '', ...others] = origins;
  try {
    return await answerOf(origin, options, body);
  } catch (error) {
    if (others.length === 0 || !mayRepeat(error, options.method)) throw error;
    return firstAnswer(others, options, body);
  }
}

const REPEATABLE = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'];

/** Nothing was done when the request was never sent; otherwise only what may be done twice is done again. */
function mayRepeat(error: unknown, method = 'GET'): boolean {
  return error instanceof NotSent || REPEATABLE.includes(method);
}

/** Nobody listened, or the connection was lost before it could carry a request. */
class NotSent extends Error {
  override readonly name = 'ServiceUnavailable';
}

function answerOf(origin: string, options: RequestOptions, body?: Buffer): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const { hostname, port } = new URL(origin);
  let connected = false;
  secureRequest({ ...options, hostname, port }, resolve)
    .on('socket', (socket) => {
      connected = !socket.connecting;
      if (connected) return;
      socket.once('secureConnect', () => {
        connected = true;
      });
    })
    .on('error', (cause) => reject(connected ? cause : new NotSent(`${origin} cannot be reached`, { cause })))
    .end(body);
  return promise;
}

/** A service is there as long as one of its replicas is. */
async function anyReady(origins: string[], agent: Agent): Promise<void> {
  await Promise.any(origins.map((origin) => isReady(origin, agent)));
}

async function isReady(origin: string, agent: Agent): Promise<void> {
  const answer = await answerOf(origin, { path: '/health/ready', agent });
  await buffer(answer);
  if (answer.statusCode !== 200) throw new Error(`${origin} is not ready`);
}

/** RFC 9110, 7.6.1: these headers speak of one connection, not of the message; so do HTTP/2's, whose names begin with a colon. */
const OF_THE_CONNECTION = [
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'proxy-connection',
];

/**
 * The length is that of what is handed on, not the announced one: the next caller's request would be read as a body.
 * What a proxy says of who came is not taken from who came.
 */
function handedOn(headers: IncomingMessage['headers'], content: Buffer | undefined) {
  const {
    'content-length': _announced,
    'x-forwarded-host': _host,
    'x-forwarded-port': _port,
    'x-real-ip': _address,
    forwarded: _all,
    ...others
  } = withoutConnection(headers);
  return content ? { ...others, 'content-length': String(content.length) } : others;
}

function withoutConnection(headers: IncomingMessage['headers']) {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !name.startsWith(':') && !OF_THE_CONNECTION.includes(name)),
  );
}
