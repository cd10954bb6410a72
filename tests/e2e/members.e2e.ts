import { expect, test } from './journey.ts';
import { readySquad } from './squads.ts';
import { joinAs, member, openMember, signIn } from './steps.ts';

test('J7: the owner removes a member, who is told, and lets her in again, who joins anew', async ({
  visitor,
  says,
  accessible,
  baseURL,
}) => {
  const ready = await readySquad(baseURL ?? '');
  const { page: julia } = await visitor();
  await joinAs(julia, says, ready.link, 'Julia');

  const { page } = await visitor();
  await signIn(page, says, ready.owner.credentials, `${ready.home}/settings`);
  await openMember(page, 'Julia');
  const remove = member(page, 'Julia').getByRole('button', { name: says('settings_remove_member') });
  const dialog = page.getByRole('dialog', { name: says('settings_remove_member_question', { name: 'Julia' }) });
  await remove.click();
  await expect(dialog).toContainText(says('settings_remove_member_hint'));
  await accessible(page);
  await dialog.getByRole('button', { name: says('cancel') }).click();
  await expect(dialog).toBeHidden();
  await expect(member(page, 'Julia')).toBeVisible();
  await remove.click();
  await dialog.getByRole('button', { name: says('settings_remove_member_sure') }).click();
  await expect(member(page, 'Julia')).toBeHidden();
  const out = page.getByRole('region', { name: says('settings_removed') }).getByRole('listitem');
  await expect(out).toContainText('Julia');
  await accessible(page);

  await julia.goto(ready.home);
  await expect(julia.getByText(says('problem_removed'))).toBeVisible();
  await accessible(julia);

  await out.getByRole('button', { name: says('settings_readmit') }).click();
  await expect(out).toHaveCount(0);
  await joinAs(julia, says, ready.link, 'Julia');
  await page.reload();
  await expect(member(page, 'Julia')).toBeVisible();
});
