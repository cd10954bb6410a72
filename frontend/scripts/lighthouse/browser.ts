import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type BrowserContext, chromium } from '@playwright/test';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** A browser that is led by hand, on the profile of somebody's device. */
export const led = (profile: string, args: string[]): Promise<BrowserContext> =>
  chromium.launchPersistentContext(profile, { executablePath, args, locale: 'en-GB' });

/**
 * A browser on the same profile that nobody leads: what the leader's own scripts and listeners cost a page would be taken
 * for the page's work. Tells the port that Lighthouse asks at.
 */
export async function alone<T>(profile: string, args: string[], task: (port: number) => Promise<T>): Promise<T> {
  const quiet = ['--headless=new', '--no-first-run', '--disable-background-networking', '--disable-component-update'];
  const own = [`--user-data-dir=${profile}`, '--remote-debugging-port=0', '--password-store=basic', '--lang=en-GB'];
  const browser = spawn(executablePath, [...quiet, ...own, '--disable-sync', ...args, 'about:blank']);
  try {
    for await (const line of createInterface(browser.stderr)) {
      const port = /^DevTools listening on ws:\/\/[^:]+:(\d+)\//.exec(line)?.[1];
      if (port === undefined) continue;
      browser.stderr.resume();
      return await task(Number(port));
    }
    throw new Error('the browser did not start');
  } finally {
    if (browser.exitCode === null && browser.kill()) await once(browser, 'exit');
  }
}
