import { beginSquad } from './begin-squad.ts';
import type { Tour } from './camera.ts';

/** A second squad from its first names to what its matches were like: nobody rated, three teams, a score, hidden numbers. */
export const matchDayTour: Tour = async ({ page, says, shoot, demo }) => {
  await beginSquad({ page, says, demo });
  await page.getByRole('button', { name: says('new_squad_continue') }).click();
  const names = `${says('new_players_example')}\nMaximiliano Hernández-Villaescusa\nJo\nÓscar\nCandela\nBea`;
  await page.getByLabel(says('new_players_label')).fill(names);
  await page.locator('button.primary').click();
  await page.waitForURL(/\/invite$/);
  const squad = page.url().replace(/\/invite$/, '');
  await page.goto(squad);
  await shoot('squad-new');

  await page.goto(`${squad}/draw`);
  await page.getByRole('button', { name: says('draw_more') }).click();
  await page.locator('button.primary').click();
  await page.waitForURL(/\/matches\//);
  await page.getByRole('button', { name: says('lock'), exact: true }).click();
  await page.getByRole('button', { name: says('unlock') }).waitFor();
  await shoot('three-teams', { whole: true });
  await page.getByRole('button', { name: says('result_save') }).click();
  for (const [team, goals] of [3, 2, 2].entries()) {
    for (let goal = 0; goal < goals; goal += 1) await page.getByRole('button', { name: '+1' }).nth(team).click();
  }
  await page.getByRole('button', { name: says('result_yes'), exact: true }).click();
  await shoot('score', { whole: true });
  await page.getByRole('button', { name: says('result_save') }).click();
  await page.getByLabel(says('result_final')).waitFor();
  await shoot('played');
  await page.goto(`${squad}/matches`);
  await page.getByRole('heading', { name: says('history_even') }).waitFor();
  await shoot('how-it-was', { whole: true });

  await page.goto(`${squad}/settings`);
  await page.getByText(says('settings_numbers_hidden'), { exact: true }).click();
  await page.getByText(says('saved'), { exact: true }).waitFor();
  await page.getByRole('button', { name: says('settings_delete'), exact: true }).click();
  await shoot('confirm');
  await page.goto(`${squad}/draw`);
  await page.locator('button.primary').click();
  await page.waitForURL(/\/matches\//);
  await shoot('numbers-hidden', { whole: true });
};
