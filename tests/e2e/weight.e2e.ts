import type { Page } from '@playwright/test';
import { expect, test } from './journey.ts';
import { drawnMatch, readySquad } from './squads.ts';
import { joinAs } from './steps.ts';

/**
 * All that travels until a screen stands, headers and answers included, on a device that has nothing of the app yet: 60 kB
 * is what a bad connection bears; each may grow by no more than a little beyond what it weighs. What the service worker
 * fetches for later is not among it.
 */
const limits = { landing: 13_600, join: 52_600, squad: 57_500, rate: 56_100, draw: 56_000, match: 59_800 };
/** What a phone has below its edge, a large screen shows at once. */
const largeLimits = { ...limits, draw: 58_700, match: 73_400 };

test.use({ serviceWorkers: 'block' });

test('a first screen weighs no more over the wire than a bad connection bears', async ({ visitor, says, baseURL }) => {
  const ready = await readySquad(baseURL ?? '');
  const match = await drawnMatch(ready);
  const { page } = await visitor();
  const weights: Record<string, number> = {
    landing: await weight(page, '/'),
    join: await weight(page, ready.link),
  };
  await joinAs(page, says, ready.link, 'Elena');
  weights['squad'] = await weight(page, ready.home);
  weights['rate'] = await weight(page, `${ready.home}/rate`);
  weights['draw'] = await weight(page, `${ready.home}/draw`);
  weights['match'] = await weight(page, `${ready.home}/matches/${match.id}`);
  test.info().annotations.push({ type: 'bytes over the wire', description: JSON.stringify(weights) });
  const wide = (page.viewportSize()?.width ?? 0) > 1000;
  for (const [screen, limit] of Object.entries(wide ? largeLimits : limits)) {
    expect.soft(weights[screen], `${screen}, in bytes`).toBeLessThanOrEqual(limit);
    // Nothing measured would be nothing weighed.
    expect.soft(weights[screen], `${screen}, in bytes`).toBeGreaterThan(10_000);
  }
});

test('the scripts of a first screen tell the browser to compile them while they arrive', async ({
  visitor,
  baseURL,
}) => {
  const ready = await readySquad(baseURL ?? '');
  const { page } = await visitor();
  const scripts: Promise<string>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.text());
  });
  await page.goto(ready.link);
  await expect(page.locator('h1:visible')).toHaveCount(1);
  const read = await Promise.all(scripts);
  expect(read.length).toBeGreaterThan(3);
  expect(read.filter((script) => !script.startsWith('//# allFunctionsCalledOnLoad\n'))).toEqual([]);
});

async function weight(page: Page, address: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await page.goto('about:blank');
  await session.send('Network.enable');
  await session.send('Network.clearBrowserCache');
  const received = new Map<string, number>();
  session.on('Network.responseReceived', ({ requestId, response }) =>
    received.set(requestId, response.encodedDataLength),
  );
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
    received.set(requestId, encodedDataLength),
  );
  await page.goto(address);
  await expect(page.locator('h1:visible')).toHaveCount(1);
  await expect(page.locator('[role=status] > ul[aria-hidden=true]')).toHaveCount(0);
  let asked = -1;
  const still = () => {
    const before = asked;
    asked = received.size;
    return before === asked;
  };
  // The stream of news stays open for ever: still is when nothing new was asked for.
  await expect.poll(still, { intervals: [500] }).toBe(true);
  await session.detach();
  return [...received.values()].reduce((sum, bytes) => sum + bytes, 0);
}
