import type { FastifyInstance, FastifyRequest } from 'fastify';
import { inTrace } from './trace-context.ts';
import type { Span, Tracing } from './tracing.ts';

/** A span for every operation, from the arrival of its request to the end of its answer, in the caller's trace. */
export function traceRequests(server: FastifyInstance, tracing: Tracing): void {
  const spans = new WeakMap<FastifyRequest, Span>();
  server.addHook('onRequest', (request, reply, done) => {
    const { operationId, service } = request.routeOptions.config;
    if (operationId === undefined) return done();
    const given = request.headers['traceparent'];
    const span = tracing.begin({
      name: operationId,
      kind: 'server',
      parent: typeof given === 'string' ? given : undefined,
      attributes: {
        'http.request.method': request.method,
        'http.route': request.routeOptions.url ?? '',
        'besteam.service': service ?? '',
      },
    });
    spans.set(request, span);
    reply.raw.once('close', () => {
      const { statusCode } = reply;
      const attributes = { 'http.response.status_code': statusCode };
      span.end(statusCode >= 500 ? { attributes, failure: String(statusCode) } : { attributes });
    });
    inTrace(span.traceparent, done);
  });
  // The body comes in the socket's own time, not in the request's.
  server.addHook('preValidation', (request, _reply, done) => {
    const span = spans.get(request);
    if (span) inTrace(span.traceparent, done);
    else done();
  });
}
