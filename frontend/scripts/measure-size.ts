import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

/**
 * Adds up what a browser loads for the first screen: the page, every script and style it names, and the one
 * font. Text counts gzipped, as the plainest server would send it. Fails above the limit.
 */
const limit = 60_000;
const build = new URL('../build/', import.meta.url);

const page = await readFile(new URL('index.html', build), 'utf8');
const named = [
  ...page.matchAll(/(?:href|src)="(?:\.?\/)?([^":]+\.(?:js|css|woff2))"|import\("(?:\.?\/)?([^"]+\.js)"\)/g),
];
const assets = [...new Set(named.map((found) => found[1] ?? found[2] ?? ''))];
const fonts = (await Promise.all(assets.filter((asset) => asset.endsWith('.css')).map(fontsOf))).flat();

let total = 0;
for (const asset of ['index.html', ...new Set([...assets, ...fonts])]) {
  const bytes = await readFile(new URL(asset, build));
  const size = asset.endsWith('.woff2') ? bytes.length : gzipSync(bytes, { level: 9 }).length;
  total += size;
  process.stdout.write(`${String(size).padStart(7)}  ${asset}\n`);
}
process.stdout.write(`${String(total).padStart(7)}  bytes in all, of ${limit}\n`);
if (total > limit) process.exitCode = 1;

async function fontsOf(style: string): Promise<string[]> {
  const css = await readFile(new URL(style, build), 'utf8');
  return [...css.matchAll(/url\("?([^")]+\.woff2)"?\)/g)].map((found) =>
    new URL(found[1] ?? '', new URL(style, build)).pathname.slice(build.pathname.length),
  );
}
