import { diag, type Span as OtelSpan, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { parseTraceParent } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { FastifyBaseLogger as Logger } from 'fastify';
import { inTrace } from './trace-context.ts';
import type { Span, SpanBeginning, Tracing } from './tracing.ts';

export interface OtlpOptions {
  /** The collector, as OTEL_EXPORTER_OTLP_ENDPOINT has it: spans go to `/v1/traces` below it. */
  endpoint: string;
  service: string;
  logger: Logger;
}

const EXPORT_MS = 2000;
const EVERY_MS = 1000;

const KINDS = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
};

/** Traces by OTLP over HTTP, in batches and beside the work: a collector that is slow or away delays nobody. */
export function openOtlpTracing({ endpoint, service, logger }: OtlpOptions): Tracing {
  diag.setLogger(complaintsTo(logger));
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/$/, '')}/v1/traces`,
    timeoutMillis: EXPORT_MS,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [
      new BatchSpanProcessor({ exporter, scheduledDelayMillis: EVERY_MS, exportTimeoutMillis: EXPORT_MS }),
    ],
  });
  const tracer = provider.getTracer('besteam');

  const begin = ({ name, kind, parent, attributes = {} }: SpanBeginning): Span => {
    const cause = parent === undefined ? null : parseTraceParent(parent);
    const context = cause ? trace.setSpanContext(ROOT_CONTEXT, { ...cause, isRemote: true }) : ROOT_CONTEXT;
    return spanOf(tracer.startSpan(name, { kind: KINDS[kind], attributes }, context));
  };
  return {
    begin,
    async during(beginning, work) {
      const span = begin(beginning);
      try {
        const result = await inTrace(span.traceparent, () => work(span));
        span.end();
        return result;
      } catch (error) {
        span.end({ failure: error instanceof Error ? error.name : 'unknown' });
        throw error;
      }
    },
    close: () => provider.shutdown().catch((error) => logger.warn({ err: error }, 'traces were lost at the end')),
  };
}

function spanOf(span: OtelSpan): Span {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return {
    traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`,
    end({ failure, attributes = {} } = {}) {
      span.setAttributes(attributes);
      if (failure !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: failure });
      span.end();
    },
  };
}

/** The exporter tells of failed deliveries in no other way. */
function complaintsTo(logger: Logger): Parameters<typeof diag.setLogger>[0] {
  const nothing = () => undefined;
  const warn = (message: string) => logger.warn({ reason: message.slice(0, 300) }, 'traces are not delivered');
  return { error: warn, warn, info: nothing, debug: nothing, verbose: nothing };
}
