import type { BrowserContext, Page } from '@playwright/test';

/** What Event Timing tells of one interaction; its durations are rounded to 8 ms. */
type Timed = { duration: number };

const slowdown = 6;

/** Rates, ticks and shuffles on a processor six times slower; answers the longest wait for the next paint, in ms. */
export async function slowestInteraction(context: BrowserContext, squad: string): Promise<number> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await page.goto(`${squad}/rate`);
  const meters = page.getByRole('slider');
  await meters.first().waitFor();
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await listen(page);
  for (const index of [0, 1, 2]) {
    await meters.nth(index).click({ position: { x: 120, y: 20 } });
    await meters.nth(index).press('ArrowRight');
  }
  const rating = await longest(page);

  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await page.goto(`${squad}/draw`);
  const players = page.locator('label.player');
  await players.first().waitFor();
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await listen(page);
  for (const index of [3, 4, 3, 4]) await players.nth(index).click();
  const ticking = await longest(page);
  await page.close();
  return Math.max(rating, ticking);
}

async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const timed: PerformanceEntry[] = [];
    const observer = new PerformanceObserver((list) => timed.push(...list.getEntries()));
    observer.observe({ type: 'event', durationThreshold: 16, buffered: false } as PerformanceObserverInit);
    Object.assign(window, { timed });
  });
}

async function longest(page: Page): Promise<number> {
  // Entries are delivered after the frame they measure.
  await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => setTimeout(next, 300))));
  const timed = await page.evaluate(() =>
    (window as unknown as { timed: Timed[] }).timed.map(({ duration }) => duration),
  );
  return Math.max(0, ...timed);
}
