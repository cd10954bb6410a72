import type { Locator, Page } from '@playwright/test';
import { expect, test } from './journey.ts';
import { drawnMatch, readySquad } from './squads.ts';
import { gapAfter, signIn, teamsOn } from './steps.ts';

for (const by of ['finger', 'mouse'] as const) {
  test(`J3: a name dragged by ${by} onto another tells the gap meanwhile, and swaps`, async ({
    visitor,
    says,
    baseURL,
  }) => {
    const ready = await readySquad(baseURL ?? '');
    const match = await drawnMatch(ready);
    const { page } = await visitor();
    await signIn(page, says, ready.owner.credentials, `${ready.home}/matches/${match.id}`);
    const [one = [], other = []] = await teamsOn(page);
    const [a = '', b = ''] = [one[0], other[0]];
    const chip = (name: string) => page.getByTestId('pitch').getByRole('button', { name, exact: true });
    const outlook = page.getByText(gapAfter(says, a, b));
    await chip(b).scrollIntoViewIfNeeded();
    const held = by === 'finger' ? await finger(page) : mouse(page);
    await held.take(chip(a));
    await held.to(chip(b));
    await expect(outlook).toBeVisible();
    await held.letGo();
    await page.getByRole('button', { name: says('swap_do') }).click();
    await expect(page.getByText(says('adjusted'), { exact: true }).first()).toBeVisible();
    const [after = []] = await teamsOn(page);
    expect(after).toEqual([...one.filter((name) => name !== a), b].sort());
  });
}

test('J3: a quick stroke over a name scrolls the page and takes nobody', async ({ visitor, says, baseURL }) => {
  const ready = await readySquad(baseURL ?? '');
  const match = await drawnMatch(ready);
  const { page } = await visitor();
  await signIn(page, says, ready.owner.credentials, `${ready.home}/matches/${match.id}`);
  const chip = page.getByTestId('pitch').getByRole('button').nth(3);
  const held = await finger(page);
  await held.stroke(chip, -200);
  await expect.poll(() => page.evaluate('scrollY')).toBeGreaterThan(50);
  await expect(page.locator('[data-player] [aria-pressed="true"]')).toHaveCount(0);
});

async function middle(of: Locator): Promise<{ x: number; y: number }> {
  const box = await of.boundingBox();
  if (!box) throw new Error('not on the screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function mouse(page: Page) {
  return {
    async take(chip: Locator) {
      const { x, y } = await middle(chip);
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + 12, y);
    },
    async to(chip: Locator) {
      const { x, y } = await middle(chip);
      await page.mouse.move(x, y, { steps: 4 });
    },
    letGo: () => page.mouse.up(),
  };
}

async function finger(page: Page) {
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: { x: number; y: number }[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: at });
  return {
    async take(chip: Locator) {
      await touch('touchStart', [await middle(chip)]);
      await expect(chip).toHaveAttribute('aria-pressed', 'true');
    },
    async to(chip: Locator) {
      await touch('touchMove', [await middle(chip)]);
      await touch('touchMove', [await middle(chip)]);
    },
    async letGo() {
      await touch('touchEnd', []);
    },
    async stroke(chip: Locator, down: number) {
      const { x, y } = await middle(chip);
      await touch('touchStart', [{ x, y }]);
      for (let part = 1; part <= 10; part += 1) await touch('touchMove', [{ x, y: y + (down * part) / 10 }]);
      await touch('touchEnd', []);
    },
  };
}
