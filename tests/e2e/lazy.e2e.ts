import { trustingFetch } from '../../standalone/test/trusting-fetch.ts';
import { expect, test } from './journey.ts';
import { drawnMatch, readySquad } from './squads.ts';
import { joinAs } from './steps.ts';
import { caBundle } from './targets.ts';

test.use({ serviceWorkers: 'block' });

test('what tells why the teams are these comes when it is asked for again, after the connection broke', async ({
  visitor,
  says,
  baseURL,
}) => {
  const ready = await readySquad(baseURL ?? '');
  const match = await drawnMatch(ready);
  const { page } = await visitor();
  await joinAs(page, says, ready.link, 'Elena');
  const { fetch } = trustingFetch(caBundle());
  let broken = true;
  let failed = 0;
  await page.route('**/_app/immutable/chunks/*.js', async (route) => {
    const script = await (await fetch(route.request().url())).text();
    // The reasons lead to the proof; all that is larger is the app itself.
    if (!broken || script.length > 10_000 || !script.includes('[matchId]/proof')) return route.continue();
    failed += 1;
    return route.abort('internetdisconnected');
  });
  await page.goto(`${ready.home}/matches/${match.id}`);
  await expect(page.getByTestId('pitch')).toBeVisible();
  await page.getByText(says('teams_numbers_why')).click();
  await expect.poll(() => failed).toBeGreaterThan(0);
  await expect(page.getByRole('link', { name: says('proof_link') })).toBeHidden();
  broken = false;
  await page.getByText(says('teams_numbers_why')).click();
  await page.getByText(says('teams_numbers_why')).click();
  await expect(page.getByRole('link', { name: says('proof_link') })).toBeVisible();
});
