import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

declare module 'fastify' {
  interface FastifyContextConfig {
    operationId?: string;
    service?: string;
  }
}

/** A registry with the process's own figures: memory, CPU, event-loop delay. */
export function createMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** `/metrics` in Prometheus' text format, and the duration of every operation by its id and status. */
export function metrics(instance: FastifyInstance, registry: Registry): void {
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from request to answer',
    labelNames: ['service', 'operation', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  instance.addHook('onResponse', (request, reply, done) => {
    const { operationId, service } = request.routeOptions.config;
    if (operationId && service) {
      duration.observe({ service, operation: operationId, status: reply.statusCode }, reply.elapsedTime / 1000);
    }
    done();
  });
  instance.get('/metrics', async (_request, reply) => {
    reply.type(registry.contentType);
    return registry.metrics();
  });
}
