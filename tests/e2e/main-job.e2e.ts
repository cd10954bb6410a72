import { expect, test } from './journey.ts';
import { createSquad, joinAs, NAMES, rateEverybody } from './steps.ts';

test('J1: a squad is created from a pasted list and can be shared', async ({ visitor, says, accessible }) => {
  const { page } = await visitor();
  const link = await createSquad(page, says);
  await accessible(page);
  await expect(page.getByLabel(says('invite_qr'))).toBeVisible();
  await page.getByRole('link', { name: says('invite_done') }).click();
  await expect(page.getByRole('heading', { name: 'Jueves a las nueve' })).toBeVisible();
  for (const name of NAMES) await expect(page.getByRole('listitem').filter({ hasText: name }).first()).toBeVisible();
  expect(link).toMatch(/\/join\/[A-Z2-9]{8}$/);
});

test('J2: a guest joins by link, rates the others, comes back and edits', async ({ visitor, says, accessible }) => {
  const owner = await visitor();
  const link = await createSquad(owner.page, says);
  const { page } = await visitor();
  await joinAs(page, says, link, 'Leo');
  if (!page.url().endsWith('/rate')) await page.getByRole('link', { name: says('squad_rate') }).click();
  await rateEverybody(page, says, (index) => (index % 5) + 1);
  await accessible(page);

  await page.reload();
  const marta = page.getByRole('slider', { name: says('rate_level_of', { name: 'Marta' }) });
  await expect(marta).toHaveAttribute('aria-valuenow', '2');
  await marta.press('ArrowRight');
  await expect(marta).toHaveAttribute('aria-valuenow', '2.5');
  await expect(page.getByText(says('rate_saved'), { exact: true })).toBeVisible();
  await page.reload();
  await expect(marta).toHaveAttribute('aria-valuenow', '2.5');

  const second = await visitor();
  await second.page.goto(link);
  await expect(second.page.getByRole('button', { name: /^Leo/ })).toBeDisabled();
});

test('J2: who is in already opens the invitation again and stands in the squad', async ({ visitor, says }) => {
  const owner = await visitor();
  const link = await createSquad(owner.page, says);
  const { page } = await visitor();
  await joinAs(page, says, link, 'Leo');
  await page.goto(link);
  await expect(page).toHaveURL(/\/s\/[^/]+$/);
  await expect(page.getByRole('listitem').filter({ hasText: 'Leo' })).toContainText(says('squad_you'));
});

test('J3: anybody draws two even teams and shuffles again', async ({ visitor, says, accessible }) => {
  const owner = await visitor();
  const link = await createSquad(owner.page, says);
  for (const [rater, name] of ['Leo', 'Marta', 'Iker', 'Lucía'].entries()) {
    const { page } = await visitor();
    await joinAs(page, says, link, name);
    if (!page.url().endsWith('/rate')) await page.getByRole('link', { name: says('squad_rate') }).click();
    await rateEverybody(page, says, (index) => ((index + rater) % 5) + 1);
  }
  const { page } = await visitor();
  await joinAs(page, says, link, 'Hugo');
  if (page.url().endsWith('/rate')) await page.getByRole('link', { name: says('rate_done') }).click();
  await page.getByRole('link', { name: says('squad_draw') }).click();
  const everyone = page.getByRole('button', { name: says('draw_all') });
  if (await everyone.isVisible()) await everyone.click();
  await accessible(page);
  await page
    .getByRole('button', { name: says('draw_action', { sizes: says('sizes_even', { teams: 2, size: 7 }) }) })
    .click();

  const pitch = page.getByTestId('pitch');
  await expect(pitch.getByRole('listitem')).toHaveCount(NAMES.length);
  const shuffle = page.getByRole('button', { name: says('teams_shuffle') });
  const first = await pitch.textContent();
  // While the names are still being dealt: no tap is lost.
  await shuffle.click();
  await expect.poll(() => pitch.textContent()).not.toBe(first);
  await expect(page.getByText(says('draws_number', { number: 2 }))).toBeVisible();
  await accessible(page);
  await page.reload();
  await expect(pitch.getByRole('listitem')).toHaveCount(NAMES.length);
  await expect(page.getByText(says('draws_number', { number: 1 }))).toBeVisible();
});
