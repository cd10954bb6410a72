import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { newId } from '../ids.ts';
import { type EventBus, RefusedEvent } from '../messaging/bus.ts';
import { newEvent } from '../messaging/event.ts';
import { measuredBus } from './measured-bus.ts';

const POLL = { interval: 20, timeout: 15_000 };

/** What the metrics say of a bus, on every implementation. Its retries must be over in a moment. */
export function describeMeasuredBus(open: () => Promise<EventBus>): void {
  it('shows what waits, what is dead, what was done, and how late', async () => {
    const registry = new Registry();
    const bus = measuredBus(await open(), registry);
    const [queue, type] = [`test.${newId()}`, `besteam.test-${newId()}.v1`];
    const shown = async () => (await registry.metrics()).split('\n');
    const event = (data: object) =>
      newEvent({ type, source: '/test', data, time: new Date(Date.now() - 60_000).toISOString() });
    let away = true;
    const consumer = await bus.consume({
      queue,
      types: [type],
      async handle({ data }) {
        if (Reflect.get(Object(data), 'bad')) throw new RefusedEvent('no');
        if (away) throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
      },
    });
    await bus.publish(event({ bad: true }));
    await expect.poll(shown, POLL).toContain(`besteam_queue_events{queue="${queue}",state="dead"} 1`);
    await bus.publish(event({}));
    const handled = `besteam_events_handled_total{queue="${queue}",type="${type}",outcome=`;
    await expect.poll(async () => (await shown()).join('\n'), POLL).toContain(`${handled}"postponed"}`);
    away = false;
    await expect.poll(shown, POLL).toContain(`${handled}"done"} 1`);
    expect(await shown()).toContain(`${handled}"refused"} 5`);
    expect(await shown()).toContain(`besteam_events_published_total{type="${type}"} 2`);
    const lag = (bucket: string) => `besteam_event_lag_seconds_bucket{le="${bucket}",queue="${queue}",type="${type}"}`;
    expect(await shown()).toContain(`${lag('15')} 0`);
    expect(await shown()).toContain(`${lag('300')} 1`);
    await consumer.close();
    await bus.publish(event({}));
    await expect.poll(shown, POLL).toContain(`besteam_queue_events{queue="${queue}",state="ready"} 1`);
    await bus.close();
    expect((await shown()).filter((line) => line.startsWith('besteam_queue_events{'))).toEqual([]);
  });
}
