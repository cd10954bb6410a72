import { randomUUID } from 'node:crypto';
import type { Server as HttpsServer } from 'node:https';
import cookie from '@fastify/cookie';
import {
  type FastifyBaseLogger,
  type FastifyHttpsOptions,
  type FastifyInstance,
  fastify,
  LogController,
} from 'fastify';
import type { Logger } from '../logging/logger.ts';
import type { Platform } from '../platform.ts';
import type { Service } from '../service.ts';
import { traceRequests } from '../telemetry/traced-requests.ts';
import { answerUnreadable, connectionPolicy, REQUEST_TIMEOUT_MS } from './connection-policy.ts';
import { usesCookies } from './contract.ts';
import { contractRoutes } from './contract-routes.ts';
import { answerError } from './errors.ts';
import { health } from './health.ts';
import { http2Options, speakHttp2 } from './http2.ts';
import { metrics } from './metrics.ts';
import { refuseSecondHost } from './one-host.ts';
import { createRateLimits } from './rate-limit.ts';
import { referencePage } from './reference-page.ts';
import { securityHeaders } from './security-headers.ts';
import { answerUnknown, webApp } from './web-app.ts';

const BODY_LIMIT = 64 * 1024;
const MAX_PARAM_LENGTH = 200;

/** The parts of the platform that a server needs. */
export type ServerPlatform = Pick<
  Platform,
  'settings' | 'logger' | 'tls' | 'tokens' | 'metrics' | 'dependencies' | 'redis' | 'tracing'
>;

export interface ServerOptions {
  services: Service[];
  platform: ServerPlatform;
  /** Where browsers come: they are offered HTTP/2, and the web app from the folder where it is built. */
  front?: { webRoot?: string | undefined } | undefined;
}

/** The HTTPS server of one service, or of several side by side; not listening yet. */
export async function createServer({ services, platform, front }: ServerOptions): Promise<FastifyInstance> {
  const { settings, logger, tls, tokens } = platform;
  const https = { cert: tls.cert, key: tls.key, ...connectionPolicy };
  const server = fastify({
    ...(front ? { http2: true, https: { ...https, ...http2Options } } : { https }),
    requestTimeout: REQUEST_TIMEOUT_MS,
    clientErrorHandler: answerUnreadable,
    loggerInstance: sharedByRequests(logger),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    trustProxy: settings.TRUSTED_PROXIES ?? false,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
    // Its types know no server of both protocols.
  } as FastifyHttpsOptions<HttpsServer>) as unknown as FastifyInstance;
  const limits = createRateLimits({
    addressPerMinute: settings.RATE_LIMIT_ADDRESS,
    accountPerMinute: settings.RATE_LIMIT_ACCOUNT,
    redis: platform.redis,
    logger,
  });

  server.decorateRequest('actor', undefined);
  readJsonAlone(server);
  server.setErrorHandler(answerError);
  server.setNotFoundHandler(answerUnknown(front?.webRoot !== undefined));
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  if (front) speakHttp2(server);
  server.addHook('onRequest', refuseSecondHost);
  if (platform.tracing) traceRequests(server, platform.tracing);
  server.addHook('onClose', async () => limits.close());
  const observe = metrics(server, platform.metrics);
  server.addHook('onResponse', (request, reply, done) => {
    const { id: reqId, method, actor } = request;
    const { statusCode: status, elapsedTime: ms } = reply;
    const { url: route, config } = request.routeOptions;
    logger.info({ reqId, method, route, status, ms, account: actor?.accountId }, 'answered');
    observe(config, status, ms);
    done();
  });
  server.addHook('preClose', async () => void (await Promise.all(services.map((service) => service.drain?.()))));

  securityHeaders(server, { strictTransport: !tls.generated });
  health(server, Object.assign({}, ...services.map((service) => service.dependencies)), platform.dependencies);
  for (const service of services) {
    await server.register(
      async (scope) => {
        // It looks at every answer, which is for nothing where no operation has to do with cookies.
        if (usesCookies(service.contract)) await scope.register(cookie, { hook: false });
        await contractRoutes(scope, { service, tokens, limits });
        await referencePage(scope, service.contract);
      },
      { prefix: service.prefix },
    );
  }
  if (front?.webRoot !== undefined) await webApp(server, front.webRoot);
  return server;
}

/**
 * A logger of its own for every request costs more than most lines it writes: ours name the request themselves, and
 * Fastify's go to the one logger too.
 */
function sharedByRequests(logger: Logger): FastifyBaseLogger {
  const shared: FastifyBaseLogger = Object.assign(Object.create(logger) as Logger, { child: () => shared });
  return shared;
}

/** JSON is the only body there is; an empty one is no body, whatever its header says. */
function readJsonAlone(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body as string, done);
  });
}
