import { expect, test } from './journey.ts';
import { anotherRates, readySquad } from './squads.ts';
import { joinAs, NAMES, rateEverybody, signIn } from './steps.ts';

test('what others do appears without a reload: ratings, draws and shuffles', async ({ visitor, says, baseURL }) => {
  const ready = await readySquad(baseURL ?? '', 3);
  const { page: watching } = await visitor();
  await signIn(watching, says, ready.owner.credentials, ready.home);
  const raters = watching.locator('dl div').filter({ hasText: says('squad_raters_label') });
  await expect(raters).toContainText('3');

  const { page: rating } = await visitor();
  await joinAs(rating, says, ready.link, 'Hugo');
  if (!rating.url().endsWith('/rate')) await rating.getByRole('link', { name: says('squad_rate') }).click();
  await rateEverybody(rating, says, (index) => (index % 5) + 1);
  await expect(raters).toContainText('4');

  await rating.goto(`${ready.home}/draw`);
  const everyone = rating.getByRole('button', { name: says('draw_all') });
  if (await everyone.isVisible()) await everyone.click();
  await rating
    .getByRole('button', { name: says('draw_action', { sizes: says('sizes_even', { teams: 2, size: 7 }) }) })
    .click();
  await expect(rating.getByTestId('pitch').getByRole('listitem')).toHaveCount(NAMES.length);
  const match = watching.getByRole('listitem').filter({ hasText: says('match_drawn') });
  await match.getByRole('link').click();
  const seen = watching.getByTestId('pitch');
  await expect(seen.getByRole('listitem')).toHaveCount(NAMES.length);
  const first = await seen.textContent();
  await rating.getByRole('button', { name: says('teams_shuffle') }).click();
  await expect.poll(() => seen.textContent()).not.toBe(first);
});

test('what others do appears, later, where something in between keeps the stream back', async ({
  visitor,
  says,
  baseURL,
}) => {
  const ready = await readySquad(baseURL ?? '', 3);
  const { page: watching } = await visitor();
  // As some companies' proxies do: taken, and never answered.
  await watching.route('**/events', () => undefined);
  await signIn(watching, says, ready.owner.credentials, ready.home);
  const raters = watching.locator('dl div').filter({ hasText: says('squad_raters_label') });
  await expect(raters).toContainText('3');
  await anotherRates(baseURL ?? '', ready);
  await expect(raters).toContainText('4', { timeout: 60_000 });
});

test('the stream of news is asked for after all that the screen itself needs', async ({ visitor, says, baseURL }) => {
  const ready = await readySquad(baseURL ?? '', 3);
  const { page } = await visitor();
  await signIn(page, says, ready.owner.credentials, ready.home);
  const session = await page.context().newCDPSession(page);
  const priorities = new Map<string, string>();
  session.on('Network.requestWillBeSent', ({ request }) =>
    priorities.set(new URL(request.url).pathname.split('/').at(-1) ?? '', request.initialPriority),
  );
  await session.send('Network.enable');
  await page.reload();
  await expect.poll(() => priorities.get('events')).toBe('Low');
  expect(priorities.get('matches')).toBe('High');
});
