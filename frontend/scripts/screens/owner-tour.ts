import { beginSquad } from './begin-squad.ts';
import type { Tour } from './camera.ts';

/** As `datetime-local` has it: a match is planned for this week or the next. */
function nextThursday(): string {
  const day = new Date();
  day.setDate(day.getDate() + ((11 - day.getDay()) % 7 || 7));
  const [year, month, date] = [day.getFullYear(), day.getMonth() + 1, day.getDate()];
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}T20:30`;
}

/** What whoever created the squad sees besides. */
export const ownerTour: Tour = async ({ page, says, shoot, demo }) => {
  await beginSquad({ page, says, demo });
  await shoot('new-squad');
  await page.getByRole('button', { name: says('new_squad_continue') }).click();
  await page.getByLabel(says('new_players_label')).fill(`${says('new_players_example')}\nAna`);
  await shoot('new-players');

  await page.goto('/squads');
  await shoot('squads');
  await page.locator('.squads a').filter({ hasText: 'Jueves a las nueve' }).click();
  await page.waitForURL(/\/s\/[^/]+$/);
  const squad = page.url();
  await page.goto(`${squad}/invite`);
  await shoot('invite');
  await page.goto(`${squad}/matches`);
  await shoot('history');
  await page.getByText(says('plan_title')).click();
  await page.getByLabel(says('plan_when')).fill(nextThursday());
  await page.getByLabel(says('plan_place')).fill('Polideportivo La Elipa');
  await shoot('plan');
  await page.getByRole('button', { name: says('plan_action') }).click();
  await page.waitForURL(/\/matches\/.+/);
  const answers = page.getByRole('button', { name: says('attendance_in'), exact: true });
  for (const index of [0, 1, 2, 4]) await answers.nth(index).click();
  await shoot('planned-match');
  await page.goto(`${squad}/settings`);
  await shoot('settings', { whole: true });
  await page.goto('/me');
  await shoot('me');
  await page.goto('/me/details');
  await shoot('details');
  await page.goto('/me/password');
  await shoot('password');
};
