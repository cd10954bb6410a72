import { traceparent } from './trace-context.ts';
import type { Tracing } from './tracing.ts';

/** fetch that tells the other service what it is asked for; outside of a trace it is just fetch. */
export function tracedFetch(plain: typeof fetch, tracing: Tracing): typeof fetch {
  return (input, init) => {
    const parent = traceparent();
    if (parent === undefined) return plain(input, init);
    const { hostname } = new URL(input instanceof Request ? input.url : input);
    const attributes = { 'server.address': hostname };
    return tracing.during({ name: init?.method ?? 'GET', kind: 'client', parent, attributes }, async (span) => {
      const headers = new Headers(init?.headers);
      headers.set('traceparent', span.traceparent);
      return plain(input, { ...init, headers });
    });
  };
}
