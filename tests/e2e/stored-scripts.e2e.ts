import type { Page } from '@playwright/test';
import { expect, test } from './journey.ts';
import { poisonedSquad } from './poisoned-squad.ts';
import { signIn } from './steps.ts';

/** What a reader sees, in fields too. */
const WRITTEN = `document.body.innerText + [...document.querySelectorAll('input')].map(({ value }) => value).join()`;
/** Elements, attributes and addresses that would have come of the scripts. */
const MARKUP = '[onerror], [onload]:not(link), [onfocus], [src="x"], [href^="javascript:"]';

/** Dialogs that opened, and what the pages' policy had to stop. */
async function watched(page: Page): Promise<string[]> {
  const seen: string[] = [];
  page.on('dialog', async (dialog) => {
    seen.push(`a dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  await page.exposeFunction('heard', (violation: string) => seen.push(violation));
  await page.addInitScript(`document.addEventListener('securitypolicyviolation',
    ({ violatedDirective, blockedURI, sample }) => heard(violatedDirective + ' ' + blockedURI + ' ' + sample))`);
  return seen;
}

test('what people write is never run, on any screen', async ({ visitor, says, baseURL }) => {
  const { squad, owner, drawn, planned } = await poisonedSquad(baseURL ?? '');
  const { page } = await visitor();
  const seen = await watched(page);
  const home = `/s/${squad.id}`;
  await signIn(page, says, owner.credentials, home);
  const screens = [
    '/squads',
    home,
    ...['rate', 'draw', 'matches', 'invite', 'settings'].map((screen) => `${home}/${screen}`),
    `${home}/matches/${drawn.id}`,
    `${home}/matches/${drawn.id}/proof`,
    `${home}/matches/${planned.id}`,
    `/join/${squad.code}`,
  ];
  for (const screen of screens) {
    await page.goto(screen);
    await expect.poll(() => page.evaluate(WRITTEN), { message: screen }).toContain('alert(');
    expect(await page.locator(MARKUP).count(), screen).toBe(0);
  }
  expect(seen).toEqual([]);
});

test('a script that got into a page all the same would be stopped by its policy', async ({
  browser,
  contextOptions,
}) => {
  const context = await browser.newContext(contextOptions);
  const page = await context.newPage();
  const seen = await watched(page);
  for (const address of ['/', '/privacy', '/join']) {
    await page.goto(address);
    seen.length = 0;
    await page.evaluate(`{
      const inline = document.createElement('script');
      inline.textContent = 'window.broken = "inline"';
      const foreign = document.createElement('script');
      foreign.src = 'https://evil.example/x.js';
      const image = document.createElement('img');
      image.setAttribute('onerror', 'window.broken = "attribute"');
      image.src = 'data:image/png;base64,x';
      const frame = document.createElement('iframe');
      frame.src = 'https://evil.example/';
      document.body.append(inline, foreign, image, frame);
    }`);
    for (const stopped of [
      'script-src-elem inline',
      'script-src-elem https://evil.example',
      'script-src-attr inline',
      'frame-src',
    ]) {
      await expect.poll(() => seen.join('\n'), { message: `${address}: ${stopped}` }).toContain(stopped);
    }
    expect(await page.evaluate('window.broken')).toBeUndefined();
  }
  await context.close();
});
