import { readFile, writeFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';

/*
 * Draws the pictures that must be PNG: the app's icons and the one that chats show beside a link. The marks are
 * those of static/favicon.svg and of the bibs; nothing in them needs translating.
 */
const chalk = '#f4f1e4';
const ink = '#14100a';
const teams = [
  { letter: 'A', colour: '#ff7a2f', places: places(1) },
  { letter: 'B', colour: '#5aa9ff', places: places(-1) },
];
const font = (await readFile(new URL('../src/lib/design/display.woff2', import.meta.url))).toString('base64');
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});

await draw('icon-192.png', 192, 192, icon(7));
await draw('icon-512.png', 512, 512, icon(7));
// Launchers cut a circle or a squircle out of this one: no corner, and everything within four fifths.
await draw('icon-maskable-512.png', 512, 512, icon(0));
await draw('social.png', 1200, 630, pitch());
await browser.close();

async function draw(name: string, width: number, height: number, svg: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.setContent(
    `<style>@font-face{font-family:S;src:url(data:font/woff2;base64,${font})}body{margin:0}svg{display:block}</style>${svg}`,
  );
  await page.evaluate(() => document.fonts.load('800 36px S'));
  await writeFile(new URL(`../static/${name}`, import.meta.url), await page.screenshot({ omitBackground: true }));
  await page.close();
}

function icon(corner: number): string {
  const scale = corner === 0 ? 0.85 : 1;
  return `<svg width="100%" height="100%" viewBox="0 0 32 32"><rect width="32" height="32" rx="${corner}" fill="#12683a"/>
    <g transform="translate(16 16) scale(${scale})"><g fill="none" stroke="${chalk}" stroke-width="2" stroke-linecap="round">
    <circle r="10.5"/><path d="M0 -13.5v27"/></g><circle cx="-5" r="3" fill="#ff7a2f"/><circle cx="5" r="3" fill="#5aa9ff"/></g></svg>`;
}

/** Five of a team in their half, mirrored for the other. */
function places(side: 1 | -1): { x: number; y: number }[] {
  return [
    [-350, -175],
    [-350, 0],
    [-350, 175],
    [-200, -95],
    [-200, 95],
  ].map(([x = 0, y = 0]) => ({ x: 600 + x * side, y: 315 + y }));
}

function pitch(): string {
  const mown = Array.from({ length: 5 }, (_, at) => `<rect x="${120 + at * 240}" width="120" height="630"/>`).join('');
  const bibs = teams.flatMap(({ letter, colour, places: all }) => all.map(({ x, y }) => bib(letter, colour, x, y)));
  return `<svg width="1200" height="630"><rect width="1200" height="630" fill="#1c6b40"/><g fill="#19633b">${mown}</g>
    <g fill="none" stroke="${chalk}" stroke-width="6" stroke-linejoin="round"><rect x="30" y="30" width="1140" height="570" rx="12"/>
    <path d="M600 30v570M30 165h120v300H30M1170 165h-120v300h120"/><circle cx="600" cy="315" r="130"/></g>${bibs.join('')}</svg>`;
}

function bib(letter: string, colour: string, x: number, y: number): string {
  return `<g transform="translate(${x - 34} ${y - 40})"><path d="M16 2h9c2 12 16 12 18 0h9c-1 12 4 20 14 25v51a4 4 0 0 1-4 4H6a4 4 0 0 1-4-4V27C12 22 17 14 16 2Z"
    fill="${colour}" stroke="${ink}" stroke-width="4" stroke-linejoin="round"/>
    <text x="34" y="66" font-family="S" font-weight="800" font-size="44" fill="${ink}" text-anchor="middle">${letter}</text></g>`;
}
