import type { Page } from '@playwright/test';
import { expect, test } from './journey.ts';
import { drawnMatch, readySquad } from './squads.ts';
import { downloaded, NAMES, signIn } from './steps.ts';

test('J4: the teams go out as text, as a picture and as a link', async ({ visitor, says, accessible, baseURL }) => {
  const ready = await readySquad(baseURL ?? '');
  const match = await drawnMatch(ready);
  const { page, context } = await visitor();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(page, says, ready.owner.credentials, `${ready.home}/matches/${match.id}`);

  await page.getByRole('button', { name: says('share_copy_text') }).click();
  const text = await clipboard(page);
  for (const name of NAMES) expect(text).toContain(name);
  expect(text).toContain(`/s/${ready.squad.id}/matches/${match.id}`);
  const whatsapp = await page.getByRole('link', { name: says('share_whatsapp') }).getAttribute('href');
  expect(new URL(whatsapp ?? '').searchParams.get('text')).toBe(text);

  await page.getByRole('button', { name: says('share_link') }).click();
  expect(await clipboard(page)).toBe(`${ready.link}?next=/s/${ready.squad.id}/matches/${match.id}`);

  const picture = await downloaded(page, says('share_image'));
  expect(picture.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  expect(picture.readUInt32BE(16)).toBeGreaterThanOrEqual(1000);
  await accessible(page);
});

function clipboard(page: Page): Promise<string> {
  return page.evaluate('navigator.clipboard.readText()');
}
