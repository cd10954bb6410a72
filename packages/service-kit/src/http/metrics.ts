import type { FastifyContextConfig, FastifyInstance } from 'fastify';
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

/** Takes note of how long an operation took. */
export type ObserveOperation = (operation: FastifyContextConfig, status: number, milliseconds: number) => void;

/** `/metrics` in Prometheus' text format; what it gives back notes the duration of operations by id and status. */
export function metrics(instance: FastifyInstance, registry: Registry): ObserveOperation {
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from request to answer',
    labelNames: ['service', 'operation', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  instance.get('/metrics', async (_request, reply) => {
    reply.type(registry.contentType);
    return registry.metrics();
  });
  return ({ service, operationId: operation }, status, milliseconds) => {
    if (operation && service) duration.observe({ service, operation, status }, milliseconds / 1000);
  };
}
