import type { Tour } from './camera.ts';

type Owner = Pick<Parameters<Tour>[0], 'page' | 'says' | 'demo'>;

/** Signs the demo's owner in, and names another squad. */
export async function beginSquad({ page, says, demo }: Owner): Promise<void> {
  await page.goto('/sign-in?next=/squads/new');
  await page.getByLabel(says('field_email')).fill(demo.owner.email);
  await page.getByRole('button', { name: says('continue_') }).click();
  await page.getByLabel(says('field_password'), { exact: true }).fill(demo.owner.password);
  await page.getByRole('button', { name: says('sign_in_action') }).click();
  await page.getByLabel(says('new_squad_name')).fill(says('new_squad_name_example'));
}
