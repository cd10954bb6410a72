import { mkdir, rm } from 'node:fs/promises';
import { type BrowserContextOptions, chromium } from '@playwright/test';
import { startDemo } from '../demo/server.ts';
import { wordsIn } from '../demo/words.ts';
import { camera } from './camera.ts';
import { guestTour } from './guest-tour.ts';
import { matchDayTour } from './match-day-tour.ts';
import { ownerTour } from './owner-tour.ts';
import { strangerTour } from './stranger-tour.ts';

/** Photographs every screen of the app, as a stranger, a guest and an owner see them, into docs/screens/. */
const folder = new URL('../../../docs/screens/', import.meta.url);
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, locale: 'es-ES' };
const desktop = { viewport: { width: 1280, height: 800 }, locale: 'en-GB' };
const sets: { name: string; language: string; guest: string; options: BrowserContextOptions }[] = [
  { name: 'phone', language: 'es', guest: 'Elena', options: { ...phone, colorScheme: 'light' } },
  { name: 'phone-night', language: 'es', guest: 'Dani', options: { ...phone, colorScheme: 'dark' } },
  {
    name: 'desktop',
    language: 'en',
    guest: 'Julia',
    options: { ...desktop, colorScheme: 'light' },
  },
  { name: 'desktop-night', language: 'en', guest: 'Óscar', options: { ...desktop, colorScheme: 'dark' } },
];

const demo = await startDemo();
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: demo.browserArguments,
});
try {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const { name, language, guest, options } of sets) {
    const says = await wordsIn(language);
    for (const tour of [strangerTour, guestTour, ownerTour, matchDayTour]) {
      const context = await browser.newContext({ ...options, baseURL: demo.origin });
      const page = await context.newPage();
      page.on('pageerror', (error) => console.error(`${name}: ${error.message}`));
      await tour({ page, says, shoot: camera(page, folder, name), demo, guest });
      await context.close();
    }
    console.log(`docs/screens/${name}-*.png`);
  }
} finally {
  await browser.close();
  await demo.stop();
}
