import { readFile } from 'node:fs/promises';
import { brotliCompressSync } from 'node:zlib';
import { routeFiles } from './assembly/route-files.ts';

/**
 * Adds up what a browser loads before a screen can show anything: the page, its scripts and styles, and the one font, as
 * compressed as the server sends them; headers and answers come on top (tests/e2e/weight.e2e.ts weighs all that travels). Fails above a screen's limit: what it
 * weighs, so that none grows unnoticed.
 */
const limits: Record<string, number> = {
  '/': 13_100,
  '/join/[code]': 50_800,
  '/s/[squadId]': 54_200,
  '/s/[squadId]/rate': 53_700,
  '/s/[squadId]/draw': 53_200,
  '/s/[squadId]/matches/[matchId]': 56_300,
};
const build = new URL('../build/', import.meta.url);
const routes = await routeFiles();

for (const [route, limit] of Object.entries(limits)) {
  const page = route === '/' ? 'index.html' : '200.html';
  const inPage = route === '/' ? [] : await inlinedIn(page);
  const files =
    route === '/' ? await stylesOf(page) : (routes.get(route) ?? []).filter((file) => !inPage.includes(file));
  const font = (await fontOf('200.html')) ?? '';
  const sizes = await Promise.all([page, ...files, font].map(compressed));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  process.stdout.write(`${String(total).padStart(7)} of ${limit} bytes in ${sizes.length} files  ${route}\n`);
  if (total > limit) process.exitCode = 1;
}

/** The landing page starts no app: it has styles alone. */
async function stylesOf(page: string): Promise<string[]> {
  const html = await readFile(new URL(page, build), 'utf8');
  return [...html.matchAll(/href="(?:\.?\/)?([^":]+\.css)" rel="stylesheet">/g)].map((found) => found[1] ?? '');
}

/** The styles of the frame travel with the page: a second way to go for them would hold up the first paint. */
async function inlinedIn(page: string): Promise<string[]> {
  const html = await readFile(new URL(page, build), 'utf8');
  const inlined = [...html.matchAll(/href="\/([^":]+\.css)" rel="stylesheet" disabled/g)].map(
    (found) => found[1] ?? '',
  );
  if (inlined.length === 0) throw new Error(`${page} asks for its styles instead of bringing them along`);
  return inlined;
}

async function fontOf(page: string): Promise<string | undefined> {
  return /href="\/([^"]+\.woff2)"/.exec(await readFile(new URL(page, build), 'utf8'))?.[1];
}

async function compressed(file: string): Promise<number> {
  const bytes = await readFile(new URL(file, build));
  return file.endsWith('.woff2') ? bytes.length : brotliCompressSync(bytes).length;
}
