import type { Page } from '@playwright/test';
import { expect, test } from './journey.ts';
import { readySquad } from './squads.ts';
import { downloaded, member, openMember, signIn } from './steps.ts';
import type { Words } from './words.ts';

test('J7: the owner looks after players, rules and what is rated', async ({ visitor, says, accessible, baseURL }) => {
  const ready = await readySquad(baseURL ?? '');
  const { page } = await visitor();
  await signIn(page, says, ready.owner.credentials, `${ready.home}/settings`);
  await page.getByLabel(says('settings_add')).fill('Rubén\nNoa');
  await page.getByRole('button', { name: says('settings_add_action', { count: 2 }) }).click();
  await expect(page.getByText('Rubén', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: says('settings_rename', { name: 'Noa' }) }).click();
  await expect(page.getByLabel(says('settings_new_name'))).toBeFocused();
  await page.getByLabel(says('settings_new_name')).fill('Noa M.');
  await page.getByRole('button', { name: says('save'), exact: true }).click();
  await expect(page.getByText('Noa M.', { exact: true })).toBeVisible();
  await expect(page.locator('li:has(:focus)')).toContainText('Noa M.');
  await page.getByRole('button', { name: says('settings_rename', { name: 'Rubén' }) }).click();
  const remove = page.getByRole('button', { name: says('settings_remove', { name: 'Rubén' }) });
  await remove.click();
  await expect(remove).toBeHidden();
  await expect(page.getByText('Rubén', { exact: true })).toBeHidden();
  await expect(page.getByRole('heading', { name: says('settings_players') })).toBeFocused();
  await page.getByText(says('settings_archived', { count: 1 })).click();
  await accessible(page);
  await page.getByRole('button', { name: says('settings_restore_name', { name: 'Rubén' }) }).click();
  await expect(page.getByRole('button', { name: says('settings_rename', { name: 'Rubén' }) })).toBeVisible();
  await expect(page.getByText(says('settings_archived', { count: 1 }))).toBeHidden();

  const name = page.getByLabel(says('new_squad_name'), { exact: true });
  await name.fill(' ');
  await name.press('Enter');
  await expect(page.getByRole('alert')).toHaveText(says('error_name_empty'));
  await page.getByText(says('sport_padel'), { exact: true }).click();
  await name.fill('Viernes de pádel');
  await name.press('Enter');
  await expect(page.getByText('Viernes de pádel', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: says('settings_criterion_add') }).click();
  await page.getByLabel(says('settings_criterion_name'), { exact: true }).last().fill('Defensa');
  await page.getByRole('button', { name: says('save'), exact: true }).click();
  await expect(page.getByRole('button', { name: says('save'), exact: true })).toBeHidden();
  await page.getByText(says('settings_numbers_hidden'), { exact: true }).click();
  await accessible(page);

  await page.reload();
  await expect(name).toHaveValue('Viernes de pádel');
  await expect(page.getByRole('radio', { name: says('sport_padel') })).toBeChecked();
  await expect(page.getByText('Noa M.', { exact: true })).toBeVisible();
  await expect(page.getByLabel(says('settings_criterion_name'), { exact: true })).toHaveCount(2);
  await expect(page.getByRole('radio', { name: says('settings_numbers_hidden') })).toBeChecked();
});

test('J7: a new code kills the old link, the data can be taken, and the squad can go', async ({
  visitor,
  says,
  baseURL,
}) => {
  const ready = await readySquad(baseURL ?? '');
  const { page } = await visitor();
  await signIn(page, says, ready.owner.credentials, `${ready.home}/settings`);
  await page.getByRole('button', { name: says('settings_rotate'), exact: true }).click();
  await page.getByRole('button', { name: says('settings_rotate_sure') }).click();
  await expect(page.getByText(ready.squad.code, { exact: true })).toBeHidden();
  const { page: stranger } = await visitor();
  await stranger.goto(ready.link);
  await expect(stranger.getByText(says('join_unknown_title'))).toBeVisible();

  expect(String(await downloaded(page, says('settings_export_csv')))).toContain('Lucía');
  expect(JSON.parse(String(await downloaded(page, says('settings_export_json'))))).toMatchObject({
    squad: { name: 'Jueves a las nueve' },
  });

  await page.getByRole('button', { name: says('settings_delete'), exact: true }).click();
  await page.getByRole('button', { name: says('settings_delete_sure') }).click();
  await expect(page).toHaveURL(/\/squads$/);
  await page.goto(ready.home);
  await expect(page.getByText(says('squad_only'))).toBeVisible();
});

test('J7: on a new phone somebody asks for his own name, and the owner says yes', async ({
  visitor,
  says,
  baseURL,
}) => {
  const ready = await readySquad(baseURL ?? '');
  const { page: phone } = await visitor();
  await phone.goto(ready.link);
  await phone.getByRole('button', { name: says('join_mine_taken') }).click();
  await phone.getByRole('button', { name: /^Leo/ }).click();
  await phone.getByRole('button', { name: says('join_ask', { name: 'Leo' }) }).click();
  await expect(phone).toHaveURL(/\/s\//);

  const { page } = await visitor();
  await signIn(page, says, ready.owner.credentials, `${ready.home}/settings`);
  await page.getByRole('button', { name: says('settings_accept') }).click();
  await expect(page.getByRole('button', { name: says('settings_accept') })).toBeHidden();
  await phone.goto(ready.home);
  await expect(phone.getByRole('listitem').filter({ hasText: 'Leo' })).toContainText(says('squad_you'));
});

test('J7: the owner makes an organiser and hands the squad over', async ({ visitor, says, accessible, baseURL }) => {
  const ready = await readySquad(baseURL ?? '');
  const { page: heir } = await visitor();
  await registered(heir, says);
  await heir.goto(ready.link);
  await heir.getByRole('button', { name: 'Julia', exact: true }).click();
  await heir.getByRole('button', { name: says('join_confirm', { name: 'Julia' }) }).click();
  await expect(heir).toHaveURL(/\/s\//);

  const { page } = await visitor();
  await signIn(page, says, ready.owner.credentials, `${ready.home}/settings`);
  await openMember(page, 'Julia');
  await member(page, 'Julia')
    .getByRole('button', { name: says('settings_make_organiser') })
    .click();
  await expect(member(page, 'Julia')).toContainText(says('role_organiser'));
  await member(page, 'Julia')
    .getByRole('button', { name: says('settings_hand_over') })
    .click();
  const dialog = page.getByRole('dialog', { name: says('settings_hand_over_question', { name: 'Julia' }) });
  await expect(dialog).toContainText(says('settings_hand_over_hint', { name: 'Julia' }));
  await accessible(page);
  await dialog.getByRole('button', { name: says('settings_hand_over_sure') }).click();
  await expect(page.getByText(says('settings_owner_only'))).toBeVisible();
  await heir.goto(`${ready.home}/settings`);
  await expect(heir.getByRole('button', { name: says('settings_delete'), exact: true })).toBeVisible();
});

/** Somebody with an account of his own. */
async function registered(page: Page, says: Words) {
  await page.goto('/sign-up?next=%2Fsquads');
  await page.getByLabel(says('field_name')).fill('Julia');
  await page.getByRole('button', { name: says('continue_') }).click();
  await page.getByLabel(says('field_email')).fill(`${crypto.randomUUID()}@example.org`);
  await page.getByRole('button', { name: says('continue_') }).click();
  await page.getByLabel(says('field_password'), { exact: true }).fill('five-a-side-on-thursdays');
  await page.getByRole('button', { name: says('sign_up_action') }).click();
  await expect(page).toHaveURL(/\/squads$/);
}
