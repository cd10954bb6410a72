import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadTls } from '@besteam/service-kit';
import { defineConfig } from '@playwright/test';

// Workers load this file again: what was chosen first is handed on in the environment.
process.env['E2E_PORT'] ??= String(await freePort());
process.env['E2E_DATA_DIR'] ??= mkdtempSync(join(tmpdir(), 'besteam-e2e-'));
const { cert } = await loadTls({ dataDir: process.env['E2E_DATA_DIR'] });
const origin = `https://localhost:${process.env['E2E_PORT']}`;

const screens = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true },
  desktop: { viewport: { width: 1280, height: 800 } },
};
const locales = { es: 'es-ES', en: 'en-GB' };

/** What the gate runs: every screen size, language and light once. */
const reduced = [
  { name: 'phone-es', use: { ...screens.phone, locale: locales.es } },
  { name: 'desktop-en', use: { ...screens.desktop, locale: locales.en, colorScheme: 'dark' as const } },
];

/** Every combination. */
function everyWay() {
  return Object.entries(screens).flatMap(([screen, use]) =>
    Object.entries(locales).flatMap(([language, locale]) =>
      (['light', 'dark'] as const).map((colorScheme) => ({
        name: `${screen}-${language}-${colorScheme}`,
        use: { ...use, locale, colorScheme },
      })),
    ),
  );
}

/** The journeys, in Debian's Chromium, against the standalone program as people start it. */
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
    baseURL: origin,
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Chromium refuses service workers on a certificate it does not trust: trust this one key.
        `--ignore-certificate-errors-spki-list=${spkiHash(cert)}`,
      ],
    },
  },
  projects: process.env['E2E_MATRIX'] === 'full' ? everyWay() : reduced,
  webServer: {
    command: 'node standalone/src/main.ts',
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { PORT: process.env['E2E_PORT'], DATA_DIR: process.env['E2E_DATA_DIR'], LOG_LEVEL: 'error' },
    url: `${origin}/health/ready`,
    ignoreHTTPSErrors: true,
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    stdout: 'pipe',
  },
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

function spkiHash(certificate: string): string {
  const { publicKey } = new X509Certificate(certificate);
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
}
