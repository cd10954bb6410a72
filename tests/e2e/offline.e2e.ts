import { expect, test } from './journey.ts';
import { drawnMatch, readySquad } from './squads.ts';
import { joinAs, NAMES, signIn } from './steps.ts';

test('J2 without a connection: ratings are kept here and go out when it is back', async ({
  visitor,
  says,
  baseURL,
}) => {
  const ready = await readySquad(baseURL ?? '', 2);
  const { page, context } = await visitor();
  await joinAs(page, says, ready.link, 'Sara');
  await page.goto(`${ready.home}/rate`);
  const marta = page.getByRole('slider', { name: says('rate_level_of', { name: 'Marta' }) });
  await marta.press('3');
  await expect(page.getByText(says('rate_saved'), { exact: true })).toBeVisible();
  await context.setOffline(true);
  await marta.press('5');
  await expect(page.getByText(says('rate_waiting'))).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(says('rate_saved'), { exact: true })).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await expect(marta).toHaveAttribute('aria-valuenow', '5');
});

test('J2 without a connection: ratings left behind go out from the squad’s page, once there is signal', async ({
  visitor,
  says,
  baseURL,
}) => {
  const ready = await readySquad(baseURL ?? '', 2);
  const { page, context } = await visitor();
  await joinAs(page, says, ready.link, 'Sara');
  await page.goto(`${ready.home}/rate`);
  const marta = page.getByRole('slider', { name: says('rate_level_of', { name: 'Marta' }) });
  await expect(marta).toBeVisible();
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await page.reload();
  await expect(marta).toBeVisible();
  await context.setOffline(true);
  await marta.press('5');
  await expect(page.getByText(says('rate_waiting'))).toBeVisible();
  await page.goto(ready.home);
  await expect(page.getByRole('heading', { name: 'Jueves a las nueve' })).toBeVisible();
  const sent = page.waitForResponse(
    (response) => response.request().method() === 'PUT' && response.url().endsWith('/ballot'),
  );
  await context.setOffline(false);
  expect((await sent).status()).toBe(200);
  await page.goto(`${ready.home}/rate`);
  await expect(marta).toHaveAttribute('aria-valuenow', '5');
  await expect(page.getByText(says('rate_saved'), { exact: true })).toBeVisible();
});

test('J3 without a connection: the app opens, the squad and the last teams can be read', async ({
  visitor,
  says,
  baseURL,
}) => {
  const ready = await readySquad(baseURL ?? '');
  const match = await drawnMatch(ready);
  const { page, context } = await visitor();
  await signIn(page, says, ready.owner.credentials, ready.home);
  await page.goto(`${ready.home}/matches/${match.id}`);
  const pitch = page.getByTestId('pitch');
  await expect(pitch.getByRole('listitem')).toHaveCount(NAMES.length);
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await page.reload();
  await expect(pitch.getByRole('listitem')).toHaveCount(NAMES.length);
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByText(says('offline_banner')).first()).toBeVisible();
  await expect(pitch.getByRole('listitem')).toHaveCount(NAMES.length);
  await page.goto(ready.home);
  await expect(page.getByRole('heading', { name: 'Jueves a las nueve' })).toBeVisible();
  await context.setOffline(false);
});
