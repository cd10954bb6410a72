import { expect, test } from './journey.ts';
import { drawnMatch, readySquad } from './squads.ts';
import { NAMES, signIn } from './steps.ts';

test('J6: the score and whether it was even become history', async ({ visitor, says, accessible, baseURL }) => {
  const ready = await readySquad(baseURL ?? '');
  const match = await drawnMatch(ready);
  const { page } = await visitor();
  await signIn(page, says, ready.owner.credentials, `${ready.home}/matches/${match.id}`);
  await page.getByRole('button', { name: says('result_save') }).click();
  for (const [letter, goals] of [
    ['A', 3],
    ['B', 2],
  ] as const) {
    const side = page.getByRole('group', { name: says('result_score_of', { letter }) });
    for (let goal = 0; goal < goals; goal += 1) await side.getByRole('button', { name: '+1' }).click();
  }
  await page
    .getByRole('group', { name: says('result_even') })
    .getByRole('button', { name: says('result_yes') })
    .click();
  await accessible(page);
  await page.getByRole('button', { name: says('result_save') }).click();
  await expect(page.getByLabel(says('result_final'))).toHaveText('3 – 2');
  await expect(page.getByText(says('match_even'), { exact: true })).toBeVisible();
  // What was played cannot be shuffled any more.
  await expect(page.getByRole('button', { name: says('teams_shuffle') })).toBeHidden();

  await page.goto(`${ready.home}/matches`);
  const row = page.getByRole('listitem').filter({ hasText: '3 – 2' });
  await expect(row.filter({ hasText: says('match_played') })).toContainText(says('match_even'));
  const evenness = page.getByRole('region', { name: says('history_even') });
  await expect(evenness.getByText(says('history_even_total', { even: 1, told: 1 }))).toBeVisible();
  await expect(evenness.getByRole('listitem')).toContainText(says('history_margin', { margin: 1 }));
  await expect(page.getByRole('heading', { name: says('history_pairs') })).toBeVisible();
  await accessible(page);
});

test('J8: any member repeats the draw in the browser and gets the same teams', async ({
  visitor,
  says,
  accessible,
  baseURL,
}) => {
  const ready = await readySquad(baseURL ?? '');
  const match = await drawnMatch(ready);
  const { page } = await visitor();
  await signIn(page, says, ready.owner.credentials, `${ready.home}/matches/${match.id}`);
  await page.getByText(says('teams_numbers_why')).click();
  await page.getByRole('link', { name: says('proof_link') }).click();
  await page.getByRole('button', { name: says('proof_rerun') }).click();
  await expect(page.getByText(says('proof_same'))).toBeVisible();
  const [recorded, repeated] = await Promise.all(
    [says('proof_recorded'), says('proof_repeated')].map((name) =>
      page.getByRole('region', { name }).getByRole('listitem').allInnerTexts(),
    ),
  );
  expect(recorded).toHaveLength(NAMES.length);
  expect(repeated).toEqual(recorded);
  await page.getByText(says('proof_curious')).click();
  await expect(page.getByText(says('proof_seed'), { exact: true })).toBeVisible();
  await accessible(page);
});

test('J8: where numbers are hidden the proof is a seal and the teams say only how even they are', async ({
  visitor,
  says,
  baseURL,
}) => {
  // With two raters nobody has a published level yet.
  const ready = await readySquad(baseURL ?? '', 2);
  const match = await drawnMatch(ready);
  const { page } = await visitor();
  await signIn(page, says, ready.owner.credentials, `${ready.home}/matches/${match.id}`);
  const grades = [says('grade_best'), says('grade_very'), says('grade_even')];
  await expect(page.getByText(new RegExp(`^(${grades.join('|')})$`)).first()).toBeVisible();
  await page.goto(`${ready.home}/matches/${match.id}/proof`);
  await expect(page.getByText(says('proof_sealed'))).toBeVisible();
  await expect(page.getByText(says('proof_seal'), { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: says('proof_rerun') })).toBeHidden();
});
