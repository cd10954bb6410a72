import type { Page } from '@playwright/test';
import { expect, test } from './journey.ts';
import { drawnMatch, readySquad } from './squads.ts';
import { signIn } from './steps.ts';

/** Addresses in the order of a visit; `:code`, `:home` and `:match` stand for those of the squad in view. */
const ofStrangers = [
  '/',
  '/join',
  '/join/:code',
  '/sign-in',
  '/sign-up',
  '/forgot',
  '/reset',
  '/recover',
  '/privacy',
  '/nowhere',
];
const ofMembers = [
  '/squads',
  '/squads/new',
  '/me',
  '/me/details',
  '/me/password',
  ':home',
  ':home/rate',
  ':home/draw',
  ':home/invite',
];
const ofTheMatch = [':home/matches', ':match', ':match/proof', ':home/settings'];

/** A screen may not jump while it fills; sums what Chromium counts as layout shift without a touch. */
const shifts = `new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((e) => { if (!e.hadRecentInput) sum += e.value; })).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done(sum), 300);
})`;

async function arrive(page: Page, address: string, origin: string, lang: string): Promise<void> {
  const foreign: string[] = [];
  page.on(
    'request',
    (request) => /^https?:/.test(request.url()) && !request.url().startsWith(origin) && foreign.push(request.url()),
  );
  await page.goto(address);
  await expect(page.locator('h1:visible')).toHaveCount(1);
  await expect(page.locator('[role=status] > ul[aria-hidden=true]')).toHaveCount(0);
  expect(foreign, address).toEqual([]);
  await expect(page.locator('html')).toHaveAttribute('lang', lang);
  expect(await page.evaluate<number>(shifts), `layout shift of ${address}`).toBeLessThan(0.01);
  // Wider than its window, a screen would slide sideways under the thumb.
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), address).toBe(true);
}

test('every screen for everybody is accessible, still, in one language and from one origin', async ({
  visitor,
  accessible,
  locale,
  baseURL,
}) => {
  const { squad } = await readySquad(baseURL ?? '', 0);
  const { page } = await visitor();
  for (const address of ofStrangers) {
    await arrive(page, address.replace(':code', squad.code), baseURL ?? '', (locale ?? 'en').slice(0, 2));
    await accessible(page);
  }
});

test('every screen of a squad is accessible, still, in one language and from one origin', async ({
  visitor,
  says,
  accessible,
  locale,
  baseURL,
}) => {
  const ready = await readySquad(baseURL ?? '');
  const match = await drawnMatch(ready);
  const { page } = await visitor();
  await signIn(page, says, ready.owner.credentials, ready.home);
  for (const address of [...ofMembers, ...ofTheMatch]) {
    const whole = address.replace(':home', ready.home).replace(':match', `${ready.home}/matches/${match.id}`);
    await arrive(page, whole, baseURL ?? '', (locale ?? 'en').slice(0, 2));
    await accessible(page);
  }
});

test('nothing moves when the display face comes late', async ({ visitor, baseURL }) => {
  const { squad } = await readySquad(baseURL ?? '', 0);
  const { page } = await visitor();
  // After the first paint, which waits for no face.
  await page.route(/\.woff2$/, async (route) => {
    await page.locator('h1:visible').waitFor();
    await page.evaluate('new Promise((painted) => requestAnimationFrame(() => setTimeout(painted, 50)))');
    await route.continue();
  });
  for (const address of ['/', '/join', `/join/${squad.code}`, '/sign-in']) {
    await page.goto(address);
    await page.evaluate('document.fonts.ready.then(() => undefined)');
    expect(await page.evaluate('document.fonts.check("800 40px Scoreboard")'), address).toBe(true);
    expect(await page.evaluate<number>(shifts), `layout shift of ${address}`).toBeLessThan(0.01);
  }
});

test('the app can be installed, and a shared link shows what it is', async ({ visitor }) => {
  const { page } = await visitor();
  await page.goto('/');
  const manifest = JSON.parse(await fetched(page, '/manifest.webmanifest'));
  await expect(page.locator('link[rel=manifest]')).toHaveAttribute('href', /\/manifest\.webmanifest$/);
  expect(manifest).toMatchObject({ name: 'Besteam', start_url: '/squads', display: 'standalone' });
  const purposes = manifest.icons.map(({ purpose = 'any' }: { purpose?: string }) => purpose);
  expect(purposes).toEqual(expect.arrayContaining(['any', 'maskable']));
  for (const { src } of manifest.icons) await fetched(page, src);
  const image = await page.locator('meta[property="og:image"]').getAttribute('content');
  expect(await fetched(page, new URL(image ?? '', page.url()).pathname)).toMatch(/^.PNG/);
  const policy = await page.locator('meta[http-equiv=content-security-policy]').getAttribute('content');
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe-inline');
});

async function fetched(page: Page, path: string): Promise<string> {
  const { ok, body } = await page.evaluate(async (address) => {
    const response = await fetch(address);
    return { ok: response.ok, body: await response.text() };
  }, path);
  expect(ok, path).toBe(true);
  return body;
}
