import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { Demo } from '../demo/server.ts';
import type { Words } from '../demo/words.ts';

export type Shoot = (screen: string, options?: { whole?: boolean }) => Promise<void>;
export type Tour = (with_: { page: Page; says: Words; shoot: Shoot; demo: Demo; guest: string }) => Promise<void>;

/** Takes a picture once nothing is being waited for and nothing moves any more. */
export function camera(page: Page, folder: URL, set: string): Shoot {
  return async (screen, { whole = false } = {}) => {
    await page.locator('h1').first().waitFor();
    await page.locator('[role=status] > ul[aria-hidden=true]').waitFor({ state: 'detached' });
    await page.evaluate(async () => {
      await document.fonts.ready;
      await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
    });
    await page.evaluate(() => window.scrollTo(0, 0));
    const seen = page.viewportSize();
    // A tall window instead of a stitched page: the main action stays at the bottom.
    if (whole && seen) {
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ ...seen, height: Math.max(seen.height, height) });
    }
    const path = fileURLToPath(new URL(`${set}-${screen}.png`, folder));
    await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
    if (whole && seen) await page.setViewportSize(seen);
  };
}
