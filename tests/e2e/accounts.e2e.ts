import { randomUUID } from 'node:crypto';
import { openSession } from '@besteam/contracts/users';
import { expect, test } from './journey.ts';
import { people, readySquad } from './squads.ts';
import { joinAs, signIn } from './steps.ts';

test('J2: a personal link brings a guest with his ratings to another device', async ({
  visitor,
  says,
  accessible,
  baseURL,
}) => {
  const ready = await readySquad(baseURL ?? '', 2);
  const { page, context } = await visitor();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await joinAs(page, says, ready.link, 'Sara');
  await page.goto(`${ready.home}/rate`);
  await page.getByRole('slider', { name: says('rate_level_of', { name: 'Marta' }) }).press('4');
  await expect(page.getByText(says('rate_saved'), { exact: true })).toBeVisible();
  await page.goto('/me');
  await page.getByRole('button', { name: says('me_recovery_make') }).click();
  await expect(page.getByLabel(says('me_recovery_qr'))).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: says('invite_copy') }).click();
  const link = await page.evaluate<string>('navigator.clipboard.readText()');

  const { page: other } = await visitor();
  await other.goto(link);
  await other.getByRole('button', { name: says('recover_action') }).click();
  await expect(other).toHaveURL(/\/squads$/);
  await other.goto(`${ready.home}/rate`);
  const marta = other.getByRole('slider', { name: says('rate_level_of', { name: 'Marta' }) });
  await expect(marta).toHaveAttribute('aria-valuenow', '4');

  const { page: thief } = await visitor();
  await thief.goto(link);
  await thief.getByRole('button', { name: says('recover_action') }).click();
  await expect(thief.getByText(says('recover_bad'))).toBeVisible();
});

test('a personal link of an account is made with the password alone, and by keyboard', async ({
  visitor,
  says,
  accessible,
  baseURL,
}) => {
  const { owner } = await readySquad(baseURL ?? '', 0);
  const { page, context } = await visitor();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(page, says, owner.credentials, '/me');
  await page.getByRole('button', { name: says('me_recovery_make') }).press('Enter');
  const password = page.getByLabel(says('field_current_password'), { exact: true });
  await expect(password).toBeFocused();
  await page.keyboard.type('not-the-password');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText(says('problem_wrong_password'));
  await expect(password).toBeFocused();
  await accessible(page);
  await password.fill(owner.credentials?.password ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel(says('me_recovery_qr'))).toBeVisible();
  await page.getByRole('button', { name: says('invite_copy') }).click();
  const link = await page.evaluate<string>('navigator.clipboard.readText()');

  const { page: other } = await visitor();
  await other.goto(link);
  await other.getByRole('button', { name: says('recover_action') }).click();
  await expect(other).toHaveURL(/\/squads$/);
});

test('a guest registers later and keeps everything; delete me really deletes', async ({ visitor, says, baseURL }) => {
  const ready = await readySquad(baseURL ?? '', 2);
  const { page } = await visitor();
  await joinAs(page, says, ready.link, 'Sara');
  await page.goto('/me');
  await page.getByRole('link', { name: says('me_register') }).click();
  await page.getByLabel(says('field_name')).fill('Sara');
  await page.getByRole('button', { name: says('continue_') }).click();
  await page.getByLabel(says('field_email')).fill(`${randomUUID()}@example.org`);
  await page.getByRole('button', { name: says('continue_') }).click();
  await page.getByLabel(says('field_password'), { exact: true }).fill('five-a-side-on-thursdays');
  await page.getByRole('button', { name: says('sign_up_action') }).click();
  await expect(page.getByRole('link', { name: /Jueves a las nueve/ })).toBeVisible();

  await page.goto('/me');
  await page.getByRole('button', { name: says('me_delete'), exact: true }).click();
  const password = page.getByLabel(says('field_current_password'), { exact: true });
  await password.fill('not-the-password');
  await page.getByRole('button', { name: says('me_delete_sure') }).click();
  await expect(page.getByRole('alert')).toHaveText(says('problem_wrong_password'));
  await password.fill('five-a-side-on-thursdays');
  await page.getByRole('button', { name: says('me_delete_sure') }).click();
  await expect(page.getByRole('link', { name: says('landing_create') })).toBeVisible();
  // The other services hear of it a moment later.
  await expect(async () => {
    await page.goto(ready.link);
    await expect(page.getByRole('button', { name: 'Sara', exact: true })).toBeEnabled({ timeout: 2000 });
  }).toPass({ timeout: 20_000 });
});

test('whoever registers once more because the answer was lost is let in', async ({ visitor, says, baseURL }) => {
  const { credentials } = await people(baseURL ?? '').owner('Sara');
  const { page } = await visitor();
  await page.goto('/sign-up');
  await page.getByLabel(says('field_name')).fill('Sara');
  await page.getByRole('button', { name: says('continue_') }).click();
  await page.getByLabel(says('field_email')).fill(credentials?.email ?? '');
  await page.getByRole('button', { name: says('continue_') }).click();
  await page.getByLabel(says('field_password'), { exact: true }).fill(credentials?.password ?? '');
  await page.getByRole('button', { name: says('sign_up_action') }).click();
  await expect(page).toHaveURL(/\/squads/);
});

test('an account changes its name', async ({ visitor, says, accessible, baseURL }) => {
  const { credentials } = await people(baseURL ?? '').owner('Ana');
  const { page } = await visitor();
  await signIn(page, says, credentials, '/me');
  await page.getByRole('link', { name: says('me_details') }).click();
  const name = page.getByLabel(says('field_name'));
  await expect(name).toHaveValue('Ana');
  await expect(page.getByLabel(says('field_current_password'), { exact: true })).toHaveCount(0);
  await name.fill(' ');
  await name.press('Enter');
  await expect(page.getByRole('alert')).toHaveText(says('error_name_empty'));
  await expect(name).toBeFocused();
  await accessible(page);
  await name.fill('Ana María');
  await page.getByRole('button', { name: says('save') }).click();
  await expect(page.getByText(says('saved'), { exact: true })).toBeVisible();
  await accessible(page);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Ana María' })).toBeVisible();

  await page.getByRole('link', { name: says('me_details') }).click();
  await page.getByRole('button', { name: says('save') }).click();
  await expect(page).toHaveURL(/\/me$/);
  await expect(page.getByText(says('saved'), { exact: true })).toHaveCount(0);
});

test('an account changes its e-mail with the password, and signs in with the new one alone', async ({
  visitor,
  says,
  accessible,
  baseURL,
}) => {
  const among = people(baseURL ?? '');
  const [owner, other] = [await among.owner(), await among.owner()];
  const old = { email: '', password: '', ...owner.credentials };
  const fresh = { ...old, email: `${randomUUID()}@example.org` };
  const { page } = await visitor();
  await signIn(page, says, old, '/me');
  await page.getByRole('link', { name: says('me_details') }).click();
  const email = page.getByLabel(says('field_email'));
  const password = page.getByLabel(says('field_current_password'), { exact: true });
  const told = page.getByRole('alert');
  await email.fill('ana@example');
  await expect(password).toBeVisible();
  await password.fill('not-the-password');
  await password.press('Enter');
  await expect(told).toHaveText(says('error_email'));
  await expect(email).toBeFocused();
  await email.fill(other.credentials?.email ?? '');
  await email.press('Enter');
  await expect(told).toHaveText(says('problem_wrong_password'));
  await expect(password).toBeFocused();
  await accessible(page);
  await password.fill(old.password);
  await password.press('Enter');
  await expect(told).toHaveText(says('me_details_taken'));
  await expect(email).toBeFocused();
  await email.fill(fresh.email);
  await page.getByRole('button', { name: says('save') }).click();
  await expect(page).toHaveURL(/\/me$/);
  await expect(page.getByText(fresh.email)).toBeVisible();

  const { page: elsewhere } = await visitor();
  await signIn(elsewhere, says, fresh);
  const { response } = await openSession({ client: owner.users, body: old });
  expect(response?.status).toBe(401);
});

test('a guest gives himself a name', async ({ visitor, says, accessible, baseURL }) => {
  const ready = await readySquad(baseURL ?? '', 0);
  const { page } = await visitor();
  await joinAs(page, says, ready.link, 'Sara');
  await page.goto('/me');
  await page.getByRole('link', { name: says('me_details_guest') }).click();
  await expect(page.getByRole('textbox')).toHaveCount(1);
  await page.getByLabel(says('field_name')).fill('Sara la de Iker');
  await accessible(page);
  await page.getByRole('button', { name: says('save') }).click();
  await expect(page.getByText(says('saved'), { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Sara la de Iker' })).toBeVisible();
  await expect(page.getByRole('link', { name: says('me_register') })).toBeVisible();
});

test('the language and the light of the app are chosen and stay', async ({ visitor, says }) => {
  const { page } = await visitor();
  await page.goto('/me');
  const other = (await page.locator('html').getAttribute('lang')) === 'es' ? 'en' : 'es';
  await page.getByText(says(other === 'es' ? 'language_es' : 'language_en'), { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', other);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', other);
});
