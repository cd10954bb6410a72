import type { Tour } from './camera.ts';

/** What a friend sees who opened the link: no account, his name, his ratings, the draw. */
export const guestTour: Tour = async ({ page, says, shoot, demo, guest }) => {
  await page.goto(`/join/${demo.code}`);
  await page.getByRole('button', { name: guest, exact: true }).click();
  await shoot('who-are-you');
  await page.getByRole('button', { name: says('join_confirm', { name: guest }) }).click();
  await page.waitForURL(/\/rate$/);
  const meters = page.getByRole('slider');
  for (const [index, level] of ['4', '3', '5', '2', '3'].entries()) await meters.nth(index).press(level);
  await meters.nth(1).press('ArrowRight');
  await page.getByText(says('rate_saved'), { exact: true }).waitFor();
  await shoot('rate');
  const squad = page.url().replace(/\/rate$/, '');

  await page.goto(`${squad}/draw`);
  await shoot('who-plays');
  await page.getByRole('button', { name: says('rule_add_apart') }).click();
  for (const name of ['Leo', 'Marta']) await page.getByRole('button', { name, exact: true }).click();
  await shoot('rules', { whole: true });
  await page.getByRole('button', { name: says('rule_done') }).click();
  await page.context().setOffline(true);
  await page.locator('button.primary').click();
  await page.getByRole('button', { name: says('local_draw') }).click();
  await shoot('draw-without-signal');
  await page.context().setOffline(false);
  await page.getByRole('button', { name: says('local_back') }).click();
  await page.locator('button.primary').click();
  await page.waitForURL(/\/matches\//);
  await shoot('teams');
  await page.getByText(says('teams_numbers_why')).click();
  await shoot('why', { whole: true });
  const chips = page.getByTestId('pitch').getByRole('button');
  await chips.first().click();
  await shoot('drop-out');
  await chips.last().click();
  await page.getByRole('status').filter({ hasText: /: / }).waitFor();
  await shoot('swap');
  await page.getByRole('button', { name: says('cancel') }).click();
  await page.getByRole('link', { name: says('proof_link') }).click();
  await page.getByRole('button', { name: says('proof_rerun') }).click();
  await page.getByText(says('proof_same')).waitFor();
  await shoot('proof');
  await page.goto('/me');
  await shoot('me-guest');
  await page.goto(squad);
  await shoot('squad');
};
