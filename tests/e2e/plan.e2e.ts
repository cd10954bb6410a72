import { planMatch, setAttendance } from '@besteam/contracts/matches';
import { given } from '../../standalone/test/people.ts';
import { expect, test } from './journey.ts';
import { readySquad } from './squads.ts';
import { downloaded, NAMES, signIn } from './steps.ts';

test('J6: a match is planned, changed, gathers answers and reserves, and is drawn with who is in', async ({
  visitor,
  says,
  accessible,
  baseURL,
}) => {
  const ready = await readySquad(baseURL ?? '');
  const { page } = await visitor();
  await signIn(page, says, ready.owner.credentials, ready.home);
  await page.getByRole('link', { name: says('plan_title') }).click();
  await page.getByLabel(says('plan_when')).fill('2030-05-16T21:00');
  await page.getByLabel(says('plan_place')).fill('Polideportivo Sur');
  await page.getByLabel(says('plan_capacity')).fill('1');
  await page.getByRole('button', { name: says('plan_action') }).click();
  await expect(page.getByRole('alert')).toHaveText(says('plan_capacity_bad'));
  await accessible(page);
  await page.getByLabel(says('plan_capacity')).fill('4');
  await page.getByRole('button', { name: says('plan_action') }).click();
  await expect(page.getByText('Polideportivo Sur')).toBeVisible();
  await expect(page.getByText(says('plan_places', { count: 4 }))).toBeVisible();

  for (const name of NAMES.slice(0, 5)) {
    const answers = page.getByRole('group', { name: says('attendance_of', { name }) });
    const yes = answers.getByRole('button', { name: says('attendance_in'), exact: true });
    await yes.click();
    await expect(yes).toHaveAttribute('aria-pressed', 'true');
  }
  await expect(page.getByText(`· ${says('attendance_reserve')}`, { exact: true })).toHaveCount(1);
  await accessible(page);
  const whatsapp = await page.getByRole('link', { name: says('share_whatsapp') }).getAttribute('href');
  expect(new URL(whatsapp ?? '').searchParams.get('text')).toContain('Polideportivo Sur');
  expect(new URL(whatsapp ?? '').searchParams.get('text')).toContain(
    `${ready.link}?next=${new URL(page.url()).pathname}`,
  );

  await page.getByRole('button', { name: says('plan_change') }).click();
  await expect(page.getByLabel(says('plan_when'))).toHaveValue('2030-05-16T21:00');
  await page.getByLabel(says('plan_place')).fill('Polideportivo Norte');
  await page.getByLabel(says('plan_capacity')).fill('');
  await page.getByRole('button', { name: says('save'), exact: true }).click();
  await expect(page.getByText('Polideportivo Norte')).toBeVisible();
  await expect(page.getByText(`· ${says('attendance_reserve')}`, { exact: true })).toHaveCount(0);
  const calendar = String(await downloaded(page, says('share_calendar')));
  expect(calendar).toContain('BEGIN:VCALENDAR');
  expect(calendar).toContain('LOCATION:Polideportivo Norte');

  const planned = page.url();
  await page.getByRole('link', { name: says('plan_draw', { count: 5 }) }).click();
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(5);
  await page.getByText(says('draw_balance_totals')).click();
  // Who answers while it is being prepared is ticked by itself.
  const late = { squadId: ready.squad.id, matchId: planned.split('/').at(-1) ?? '' };
  const sixth = { ...late, playerId: ready.squad.players[5]?.id ?? '' };
  for (const [status, count] of [
    ['in', 6],
    ['out', 5],
  ] as const) {
    given(await setAttendance({ client: ready.owner.matches, path: sixth, body: { status } }));
    await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(count);
  }
  await accessible(page);
  await page.locator('button.primary').click();
  await expect(page.getByTestId('pitch').getByRole('listitem')).toHaveCount(5);
  expect(page.url()).toBe(planned);
  await page.goBack();
  await expect(page).toHaveURL(planned);
  await expect(page.getByTestId('pitch').getByRole('listitem')).toHaveCount(5);
  await expect(page.getByText('Polideportivo Norte')).toBeVisible();
  await page.getByText(says('teams_numbers_why')).click();
  await expect(page.getByText(says('why_totals'))).toBeVisible();

  await page.getByRole('button', { name: says('delete_match') }).click();
  await accessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: says('delete_match') })).toBeFocused();
  await expect(page.getByRole('button', { name: says('delete_match_sure') })).toBeHidden();
  await page.getByRole('button', { name: says('delete_match') }).click();
  await page.getByRole('button', { name: says('delete_match_sure') }).click();
  await expect(page).toHaveURL(ready.home);
  await expect(page.getByText(says('match_called_off'))).toBeVisible();
});

test('J4: a stranger opens the link of a match, comes in by one tap and stands at the match', async ({
  visitor,
  says,
  accessible,
  baseURL,
}) => {
  const ready = await readySquad(baseURL ?? '', 0);
  const body = { place: 'Polideportivo Sur', startsAt: '2030-05-16T19:00:00Z' };
  const { id } = given(await planMatch({ client: ready.owner.matches, path: { squadId: ready.squad.id }, body }));
  const match = `/s/${ready.squad.id}/matches/${id}`;
  const { page } = await visitor();
  await page.goto(match);
  await expect(page.getByRole('heading', { name: says('squad_only_title') })).toBeVisible();
  await accessible(page);
  await page.goto(`${ready.link}?next=${match}`);
  await page.getByRole('button', { name: says('join_looking') }).click();
  await expect(page).toHaveURL(`${baseURL}${match}`);
  await expect(page.getByText('Polideportivo Sur')).toBeVisible();
});

test('the history goes back to the first match, fifty at a time', async ({ visitor, says, accessible, baseURL }) => {
  const ready = await readySquad(baseURL ?? '', 0);
  for (let week = 1; week <= 51; week += 1) {
    const body = { title: `Jornada ${week}` };
    given(await planMatch({ client: ready.owner.matches, path: { squadId: ready.squad.id }, body }));
  }
  const { page } = await visitor();
  await signIn(page, says, ready.owner.credentials, ready.home);
  await page.getByRole('link', { name: says('history_all') }).click();
  await expect(page.getByText('Jornada 51', { exact: true })).toBeVisible();
  await expect(page.getByText('Jornada 1', { exact: true })).toBeHidden();
  await accessible(page);
  await page.getByRole('button', { name: says('history_earlier') }).click();
  await expect(page.getByText('Jornada 1', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: says('history_earlier') })).toBeHidden();
});
