import { defineConfig } from '@playwright/test';
import { targets } from './targets.ts';

const { standalone, services } = await targets();
const running = [...new Set([standalone, services])];

const screens = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true },
  desktop: { viewport: { width: 1280, height: 800 } },
};
const locales = { es: 'es-ES', en: 'en-GB' };

/** What the gate runs: every screen size, language, light and way of running once. */
const reduced = [
  { name: 'phone-es', use: { ...screens.phone, locale: locales.es, baseURL: standalone.origin } },
  {
    name: 'desktop-en',
    use: { ...screens.desktop, locale: locales.en, colorScheme: 'dark' as const, baseURL: services.origin },
  },
];

/** Every combination, on the services where this machine has their engines. */
function everyWay() {
  return Object.entries(screens).flatMap(([screen, use]) =>
    Object.entries(locales).flatMap(([language, locale]) =>
      (['light', 'dark'] as const).map((colorScheme) => ({
        name: `${screen}-${language}-${colorScheme}`,
        use: { ...use, locale, colorScheme, baseURL: services.origin },
      })),
    ),
  );
}

/** The journeys, in Debian's Chromium, against the programs as people start them. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.e2e.ts',
  outputDir: '../../test-results',
  fullyParallel: true,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [['list']],
  use: {
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Chromium refuses service workers on a certificate it does not trust: trust these keys alone.
        `--ignore-certificate-errors-spki-list=${running.map(({ spki }) => spki).join()}`,
      ],
    },
  },
  projects: process.env['E2E_MATRIX'] === 'full' ? everyWay() : reduced,
  webServer: running.map(({ server }) => ({
    ...server,
    ignoreHTTPSErrors: true,
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 20_000 },
    stdout: 'pipe' as const,
  })),
});
