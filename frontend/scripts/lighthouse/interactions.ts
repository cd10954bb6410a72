import type { BrowserContext, Page } from '@playwright/test';
import type { Step } from './steps.ts';

/** How long taps of a kind waited for the paint that shows what they did, in ms; Event Timing rounds to 8. */
export interface Waited {
  what: string;
  times: number;
  median: number;
  longest: number;
}

const slowdown = 6;

/** Does what people do, on a phone's screen and a processor six times slower. */
export async function interactions(context: BrowserContext, stops: [address: string, Step[]][]): Promise<Waited[]> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 390, height: 844 });
  await listen(page);
  const waited: Waited[] = [];
  for (const [address, steps] of stops) {
    await page.goto(address);
    await page.locator('h1').waitFor();
    await page.evaluate(() => new Promise((idle) => setTimeout(() => requestIdleCallback(idle), 1500)));
    waited.push(...(await measure(page, steps)));
  }
  await page.close();
  return waited;
}

async function measure(page: Page, steps: Step[]): Promise<Waited[]> {
  const session = await page.context().newCDPSession(page);
  const waited: Waited[] = [];
  for (const { what, times, act } of steps) {
    const durations: number[] = [];
    for (let time = 0; time < times; time += 1) {
      await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
      await act(page, time);
      durations.push(await longest(page));
      await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    }
    const sorted = durations.toSorted((a, b) => a - b);
    waited.push({ what, times, median: sorted[Math.floor(times / 2)] ?? 0, longest: sorted.at(-1) ?? 0 });
  }
  await session.detach();
  return waited;
}

async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const timed: number[] = [];
    // Taps and keys; what a resting pointer is told when a screen changes beneath it is nothing that anybody did.
    const observer = new PerformanceObserver((list) => {
      const entries = list.getEntries() as PerformanceEventTiming[];
      timed.push(...entries.filter(({ interactionId }) => interactionId).map(({ duration }) => duration));
    });
    observer.observe({ type: 'event', durationThreshold: 16, buffered: false } as PerformanceObserverInit);
    Object.assign(window, { timed });
  });
}

/** The longest since it was last asked; 16 where all were shorter than Event Timing tells. */
async function longest(page: Page): Promise<number> {
  // Entries are delivered after the frame they measure.
  await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => setTimeout(next, 300))));
  return page.evaluate(() => Math.max(16, ...(window as unknown as { timed: number[] }).timed.splice(0)));
}
