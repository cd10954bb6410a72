import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './journey.ts';
import { drawnMatch, readySquad } from './squads.ts';
import { NAMES, signIn } from './steps.ts';

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
  expect(await clipboard(page)).toBe(`${ready.home}/matches/${match.id}`);

  const picture = await downloaded(page, says('share_image'));
  expect(picture.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  expect(picture.readUInt32BE(16)).toBeGreaterThanOrEqual(1000);
  await accessible(page);
});

test('J4: a planned match gathers answers, is drawn with who is in, and goes into the calendar', async ({
  visitor,
  says,
  accessible,
  baseURL,
}) => {
  const ready = await readySquad(baseURL ?? '');
  const { page } = await visitor();
  await signIn(page, says, ready.owner.credentials, `${ready.home}/matches`);
  await page.getByRole('button', { name: says('plan_title') }).click();
  await page.getByLabel(says('plan_when')).fill('2030-05-16T21:00');
  await page.getByLabel(says('plan_place')).fill('Polideportivo Sur');
  await page.getByRole('button', { name: says('plan_action') }).click();
  await expect(page.getByText('Polideportivo Sur')).toBeVisible();
  for (const name of NAMES.slice(0, 4)) {
    const answers = page.getByRole('group', { name: says('attendance_of', { name }) });
    await answers.getByRole('button', { name: says('attendance_in'), exact: true }).click();
    await expect(answers.getByRole('button', { name: says('attendance_in'), exact: true })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  }
  await accessible(page);
  await page.getByRole('button', { name: says('plan_draw', { count: 4 }) }).click();
  await expect(page.getByTestId('pitch').getByRole('listitem')).toHaveCount(4);
  const calendar = String(await downloaded(page, says('share_calendar')));
  expect(calendar).toContain('BEGIN:VCALENDAR');
  expect(calendar).toContain('LOCATION:Polideportivo Sur');
});

function clipboard(page: Page): Promise<string> {
  return page.evaluate('navigator.clipboard.readText()');
}

/** What a button hands over as a file. */
async function downloaded(page: Page, button: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return readFile(await download.path());
}
