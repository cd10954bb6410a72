import type { Locator, Page } from '@playwright/test';
import type { Words } from '../demo/words.ts';

/** Something people do on a screen, so many times; `time` counts from 0. */
export interface Step {
  what: string;
  times: number;
  act: (page: Page, time: number) => Promise<void>;
}

/** Without Playwright's own looks at the page before and during a tap: they would be timed as well. */
const tap = { force: true };

const names = (page: Page) => page.locator('button.name:enabled');
const meters = (page: Page) => page.getByRole('slider');
const chips = (page: Page, team: number) => page.getByTestId('pitch').getByRole('list').nth(team).getByRole('button');

export const onJoin = (_says: Words): Step[] => [
  {
    what: 'join: tap a name',
    times: 4,
    act: (page, time) =>
      names(page)
        .nth(time % 2)
        .click(tap),
  },
];

export const onSquad = (says: Words): Step[] => [
  {
    what: 'squad: to another screen and back',
    times: 4,
    act: async (page, time) => {
      const ways = [says('squad_rate'), says('squad_invite')];
      await page.getByRole('link', { name: ways[time % 2] ?? '' }).click(tap);
      // Both screens have a way back: the one that is meant is the next screen's.
      await page.waitForURL(/\/(rate|invite)$/);
      await page.getByRole('link', { name: says('back') }).click(tap);
      await page.waitForURL(/\/s\/[^/]+$/);
      await page.getByRole('link', { name: says('squad_draw') }).waitFor();
    },
  },
];

export const onRate = (says: Words): Step[] => [
  {
    what: 'rate: tap a level',
    times: 6,
    act: (page, time) =>
      meters(page)
        .nth(time)
        .click({ ...tap, position: { x: 60 + 30 * time, y: 20 } }),
  },
  { what: 'rate: a key', times: 6, act: (page, time) => meters(page).nth(time).press('ArrowRight') },
  {
    what: 'rate: slide',
    times: 3,
    act: async (page, time) => {
      const { x, y } = await middle(meters(page).nth(time));
      await page.mouse.move(x - 100, y);
      await page.mouse.down();
      await page.mouse.move(x + 100, y, { steps: 6 });
      await page.mouse.up();
    },
  },
  { what: 'rate: undo', times: 1, act: (page) => page.getByRole('button', { name: says('rate_undo') }).click(tap) },
];

export const onDraw = (says: Words): Step[] => [
  {
    what: 'draw: tick who plays',
    times: 8,
    act: (page, time) =>
      page
        .locator('label.player')
        .nth(3 + (time % 4))
        .click(tap),
  },
  {
    what: 'draw: everybody, nobody',
    times: 4,
    act: (page) =>
      page.getByRole('button', { name: new RegExp(`^(${says('draw_all')}|${says('draw_none')})$`) }).click(tap),
  },
  {
    what: 'draw: more teams, fewer teams',
    times: 4,
    act: (page, time) =>
      page.getByRole('button', { name: says(time % 2 === 0 ? 'draw_more' : 'draw_fewer') }).click(tap),
  },
  {
    what: 'draw: open a rule',
    times: 4,
    act: (page) => page.getByRole('button', { name: says('rule_add_apart') }).click(tap),
  },
];

export const onMatch = (says: Words): Step[] => [
  {
    what: 'match: pick two names',
    times: 4,
    act: async (page, time) => {
      await chips(page, 0).nth(time).click(tap);
      await chips(page, 1).nth(time).click(tap);
      await page.getByRole('button', { name: says('swap_do') }).waitFor();
      await page.getByRole('button', { name: says('cancel') }).click(tap);
    },
  },
  {
    what: 'match: drag a name onto another',
    times: 3,
    act: async (page, time) => {
      const [from, to] = [await middle(chips(page, 0).nth(time)), await middle(chips(page, 1).nth(time))];
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(to.x, to.y, { steps: 8 });
      await page.mouse.up();
      await page.getByRole('button', { name: says('cancel') }).click(tap);
    },
  },
  { what: 'match: why these teams', times: 4, act: (page) => page.locator('summary').first().click(tap) },
  {
    what: 'match: shuffle',
    times: 4,
    act: async (page) => {
      await page.getByRole('button', { name: says('teams_shuffle') }).click(tap);
      await page.getByTestId('pitch').locator('button.skip').waitFor();
      await page.getByTestId('pitch').locator('button.skip').waitFor({ state: 'detached' });
    },
  },
];

export const onMe = (_says: Words): Step[] => [
  {
    what: 'me: another language',
    times: 4,
    act: (page, time) => page.locator(`label[lang=${time % 2 === 0 ? 'es' : 'en'}]`).click(tap),
  },
];

async function middle(of: Locator): Promise<{ x: number; y: number }> {
  await of.scrollIntoViewIfNeeded();
  const box = await of.boundingBox();
  if (!box) throw new Error('not on the screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
