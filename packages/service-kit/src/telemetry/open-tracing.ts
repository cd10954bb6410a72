import type { FastifyBaseLogger as Logger } from 'fastify';
import type { Tracing } from './tracing.ts';

/** Traces where a collector is named; otherwise none, and nothing of them is even loaded. */
export async function openTracing(
  endpoint: string | undefined,
  options: { service: string; logger: Logger },
): Promise<Tracing | undefined> {
  if (endpoint === undefined) return undefined;
  const { openOtlpTracing } = await import('./otlp-tracing.ts');
  return openOtlpTracing({ endpoint, ...options });
}
