import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { type Words, wordsIn } from './words.ts';

export { expect };

/** Somebody with a device of his own. */
export interface Visitor {
  page: Page;
  context: BrowserContext;
}

interface Journey {
  says: Words;
  /** Opens the app on a new device. */
  visitor: () => Promise<Visitor>;
  /** Fails the test when the screen in view breaks an accessibility rule. */
  accessible: (page: Page) => Promise<void>;
}

/** What a browser reports by itself when a stranger asks, a password is wrong, an e-mail is taken, and when a journey cuts the connection. */
const expected = /status of (401|403|404|409)|ERR_INTERNET_DISCONNECTED/;

const KEEP_AT_THE_END = `(() => {
  const toTheEnd = () => scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
  const observer = new ResizeObserver(toTheEnd);
  observer.observe(document.body);
  toTheEnd();
  return observer;
})()`;

/** A test in the language, on the screen and in the light of its project; any error in a console fails it. */
export const test = base.extend<Journey>({
  says: async ({ locale }, use) => use(wordsIn(locale ?? 'en')),
  visitor: async ({ browser, contextOptions }, use) => {
    const complaints: string[] = [];
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext(contextOptions);
      contexts.push(context);
      const page = await context.newPage();
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      return { page, context };
    });
    for (const context of contexts) await context.close();
    expect(complaints.filter((complaint) => !expected.test(complaint))).toEqual([]);
  },
  accessible: async ({ contextOptions: _ }, use) => {
    await use(async (page) => {
      // At its end nothing lies half behind the dock, which axe would take for a small target; it grows as its parts arrive.
      const atTheEnd = await page.evaluateHandle<{ disconnect: () => void }>(KEEP_AT_THE_END);
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze();
      await atTheEnd.evaluate((observer) => observer.disconnect());
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    });
  },
});
