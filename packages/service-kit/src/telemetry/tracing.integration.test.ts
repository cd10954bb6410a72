import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newEvent } from '../messaging/event.ts';
import { startTraceCollector, type TraceCollector } from '../testing/trace-collector.ts';
import { openTracing } from './open-tracing.ts';
import { inTrace, traceparent } from './trace-context.ts';
import { tracedFetch } from './traced-fetch.ts';
import type { Tracing } from './tracing.ts';

const logger = pino({ level: 'silent' });
const BROWSER = { trace: '0af7651916cd43dd8448eb211c80319c', span: 'b7ad6b7169203331' };
const fromBrowser = `00-${BROWSER.trace}-${BROWSER.span}-01`;

async function opened(endpoint: string): Promise<Tracing> {
  const tracing = await openTracing(endpoint, { service: 'test', logger });
  if (!tracing) throw new Error('a collector is named, so there are traces');
  return tracing;
}

describe('traces', () => {
  let collector: TraceCollector;
  beforeEach(async () => {
    collector = await startTraceCollector();
  });
  afterEach(() => collector.close());

  it('are not there where no collector is named, and nothing tells of any', async () => {
    expect(await openTracing(undefined, { service: 'test', logger })).toBeUndefined();
    expect(traceparent()).toBeUndefined();
    expect(newEvent({ type: 't', source: 's', data: {} })).not.toHaveProperty('traceparent');
  });

  it('carry on what the caller began, and mark what failed', async () => {
    const tracing = await opened(collector.url);
    const failing = tracing.during({ name: 'outer', kind: 'server', parent: fromBrowser }, () =>
      tracing.during({ name: 'inner', kind: 'client', parent: traceparent() }, () => Promise.reject(new Error('no'))),
    );
    await expect(failing).rejects.toThrow('no');
    await tracing.close();
    const [inner, outer] = ['inner', 'outer'].map((name) =>
      collector.spans(BROWSER.trace).find((s) => s.name === name),
    );
    expect(outer).toMatchObject({ parentSpanId: BROWSER.span, status: { code: 2 } });
    expect(inner).toMatchObject({ parentSpanId: outer?.spanId, status: { code: 2 } });
  });

  it('begin anew when what a caller sends cannot be read, and stay unrecorded when he says so', async () => {
    const tracing = await opened(collector.url);
    for (const parent of ['nonsense', fromBrowser.replace(/01$/, '00')]) {
      tracing.begin({ name: 'span', kind: 'server', parent }).end();
    }
    await tracing.close();
    expect(collector.spans().map(({ traceId }) => traceId === BROWSER.trace)).toEqual([false]);
  });

  it('go with a request to another service, and with an event', async () => {
    const tracing = await opened(collector.url);
    const other = createServer((request, response) => response.end(String(request.headers['traceparent'])));
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const ask = tracedFetch(fetch, tracing);
    expect(await (await ask(url)).text()).toBe('undefined');
    const [heard, event] = await inTrace(fromBrowser, async () => [
      await (await ask(url)).text(),
      newEvent({ type: 't', source: 's', data: {} }),
    ]);
    await tracing.close();
    const [span] = collector.spans(BROWSER.trace);
    expect(heard).toBe(`00-${BROWSER.trace}-${span?.spanId}-01`);
    expect(event).toHaveProperty('traceparent', fromBrowser);
    other.closeAllConnections();
    other.close();
  });

  it('delay nobody while the collector is away', async () => {
    const tracing = await opened('http://127.0.0.1:9');
    const began = performance.now();
    await tracing.during({ name: 'span', kind: 'server', parent: undefined }, async () => undefined);
    expect(performance.now() - began).toBeLessThan(1000);
    await tracing.close();
    expect(performance.now() - began).toBeLessThan(6000);
  });
});
