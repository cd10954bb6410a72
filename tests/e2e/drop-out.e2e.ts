import { expect, test } from './journey.ts';
import { drawnMatch, readySquad } from './squads.ts';
import { gapAfter, NAMES, signIn, teamsOn } from './steps.ts';

test('J5: somebody drops out and as few people as possible change team', async ({
  visitor,
  says,
  accessible,
  baseURL,
}) => {
  const ready = await readySquad(baseURL ?? '');
  const playing = ready.squad.players.slice(0, 12);
  const match = await drawnMatch(
    ready,
    playing.map(({ id }) => id),
  );
  const { page } = await visitor();
  await signIn(page, says, ready.owner.credentials, `${ready.home}/matches/${match.id}`);
  const pitch = page.getByTestId('pitch');
  await expect(pitch.getByRole('listitem')).toHaveCount(12);
  const before = await teamsOn(page);

  await pitch.getByRole('button', { name: 'Leo', exact: true }).click();
  await page.getByRole('button', { name: says('dropout_action', { name: 'Leo' }) }).click();
  await accessible(page);
  await page.getByRole('button', { name: 'Óscar', exact: true }).click();
  await expect(pitch.getByRole('button', { name: 'Óscar', exact: true })).toBeVisible();
  const replaced = await teamsOn(page);
  expect(replaced.flat().sort()).toEqual([...before.flat().filter((name) => name !== 'Leo'), 'Óscar'].sort());
  expect(movers(before, replaced)).toBe(0);

  await pitch.getByRole('button', { name: 'Marta', exact: true }).click();
  await page.getByRole('button', { name: says('dropout_action', { name: 'Marta' }) }).click();
  await page.getByRole('button', { name: says('dropout_nobody') }).click();
  await expect(pitch.getByRole('listitem')).toHaveCount(11);
  const fewer = await teamsOn(page);
  expect(movers(replaced, fewer)).toBe(0);

  await pitch.getByRole('button', { name: 'Iker', exact: true }).click();
  await page.getByRole('button', { name: says('dropout_action', { name: 'Iker' }) }).click();
  await page.getByRole('button', { name: says('ringer_add') }).click();
  await page.getByLabel(says('ringer_name')).fill('El primo de Hugo');
  await accessible(page);
  await page.getByRole('button', { name: says('ringer_done') }).click();
  await expect(pitch.getByRole('button', { name: /El primo de Hugo/ })).toBeVisible();
  await expect(pitch.getByRole('button', { name: 'Iker', exact: true })).toBeHidden();
  expect(movers(fewer, await teamsOn(page))).toBe(0);
});

test('J3: two players are swapped by hand, and the teams say so', async ({ visitor, says, accessible, baseURL }) => {
  const ready = await readySquad(baseURL ?? '');
  const match = await drawnMatch(ready);
  const { page } = await visitor();
  await signIn(page, says, ready.owner.credentials, `${ready.home}/matches/${match.id}`);
  const [one = [], other = []] = await teamsOn(page);
  const [a = '', b = ''] = [one[0], other[0]];
  const pitch = page.getByTestId('pitch');
  await pitch.getByRole('button', { name: a, exact: true }).click();
  await pitch.getByRole('button', { name: b, exact: true }).click();
  // Everybody has a published level here, so the gap after the swap is a number.
  await expect(page.getByText(gapAfter(says, a, b))).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: says('swap_do') }).click();
  await expect(page.getByText(says('adjusted'), { exact: true }).first()).toBeVisible();
  const [after = []] = await teamsOn(page);
  expect(after).toEqual([...one.filter((name) => name !== a), b].sort());
});

test('J3: a last-minute guest plays one match only', async ({ visitor, says, baseURL }) => {
  const ready = await readySquad(baseURL ?? '');
  const { page } = await visitor();
  await signIn(page, says, ready.owner.credentials, `${ready.home}/draw`);
  await page.getByRole('button', { name: says('ringer_add') }).click();
  await page.getByLabel(says('ringer_name')).fill('El primo de Hugo');
  await page.getByText(says('ringer_strong'), { exact: true }).click();
  await page.getByRole('button', { name: says('ringer_done') }).click();
  const everyone = page.getByRole('button', { name: says('draw_all') });
  if (await everyone.isVisible()) await everyone.click();
  await page
    .getByRole('button', { name: says('draw_action', { sizes: says('sizes_against', { one: 8, other: 7 }) }) })
    .click();
  const pitch = page.getByTestId('pitch');
  await expect(pitch.getByRole('listitem')).toHaveCount(NAMES.length + 1);
  await expect(pitch.getByRole('button', { name: /El primo de Hugo/ })).toBeVisible();
  await page.goto(`${ready.home}/draw`);
  await expect(page.getByRole('checkbox')).toHaveCount(NAMES.length);
});

/** How many who were in both play for the other team now, whichever team is called which. */
function movers(before: string[][], after: string[][]): number {
  const [a = [], b = []] = before;
  const moved = (x: string[], y: string[]) =>
    x.filter((name) => b.includes(name)).length + y.filter((name) => a.includes(name)).length;
  const [c = [], d = []] = after;
  return Math.min(moved(c, d), moved(d, c));
}
