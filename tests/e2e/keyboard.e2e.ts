import type { Locator, Page } from '@playwright/test';
import { expect, test } from './journey.ts';
import { readySquad } from './squads.ts';
import { NAMES } from './steps.ts';

test('J2 and J3 by keyboard alone', async ({ visitor, says, baseURL }) => {
  test.setTimeout(180_000);
  const ready = await readySquad(baseURL ?? '', 3);
  const { page } = await visitor();
  await page.goto(ready.link);
  await press(page, page.getByRole('button', { name: 'Hugo', exact: true }));
  await press(page, page.getByRole('button', { name: says('join_confirm', { name: 'Hugo' }) }));
  await expect(page).toHaveURL(/\/s\//);
  if (!page.url().endsWith('/rate')) await press(page, page.getByRole('link', { name: says('squad_rate') }));
  const first = page.getByRole('slider').first();
  await tabTo(page, first);
  await page.keyboard.press('4');
  await page.keyboard.press('ArrowRight');
  await expect(first).toHaveAttribute('aria-valuenow', '4.5');
  await expect(page.getByText(says('rate_saved'), { exact: true })).toBeVisible();
  await press(page, page.getByRole('link', { name: says('rate_done') }));

  await press(page, page.getByRole('link', { name: says('squad_draw') }));
  await expect(page.getByRole('checkbox').first()).toBeAttached();
  const everyone = page.getByRole('button', { name: says('draw_all') });
  if (await everyone.isVisible()) await press(page, everyone);
  const sizes = says('sizes_even', { teams: 2, size: 7 });
  await press(page, page.getByRole('button', { name: says('draw_action', { sizes }) }));
  const pitch = page.getByTestId('pitch');
  await expect(pitch.getByRole('listitem')).toHaveCount(NAMES.length);
  const teams = await pitch.textContent();
  await press(page, page.getByRole('button', { name: says('teams_shuffle') }));
  await expect.poll(() => pitch.textContent()).not.toBe(teams);

  // A swap without dragging: one player, another of the other team, and the button that says what will happen.
  const [one, other] = await pitch.getByRole('list').all();
  if (!one || !other) throw new Error('two teams were drawn');
  await press(page, one.getByRole('button').first());
  await press(page, other.getByRole('button').first());
  await press(page, page.getByRole('button', { name: says('swap_do') }));
  await expect(page.getByText(says('adjusted'), { exact: true }).first()).toBeVisible();
});

async function press(page: Page, control: Locator) {
  await tabTo(page, control);
  await page.keyboard.press('Enter');
}

/** Goes with the tabulator until the control has the focus, as somebody without a mouse does; it must come within two rounds. */
async function tabTo(page: Page, control: Locator) {
  await expect(control).toBeVisible();
  const focused = page.locator(':focus').and(control);
  for (let steps = 0; steps < 150; steps += 1) {
    if ((await focused.count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the tabulator never reaches it');
}
