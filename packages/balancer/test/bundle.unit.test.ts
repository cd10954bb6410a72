import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { bundle } from './bundle.ts';

/** The most that drawing may add to the web app, in bytes: 12 kB as its server sends it. */
const MOST = { brotli: 12_288, gzip: 13_400 };

it('drawing adds little to a web app', { timeout: 60_000 }, async () => {
  const code = await bundle("export { draw } from 'engine'");
  expect(brotliCompressSync(code).length).toBeLessThanOrEqual(MOST.brotli);
  expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(MOST.gzip);
});

it('what only checks, lists or mends a draw is not part of drawing', { timeout: 60_000 }, async () => {
  const code = await bundle("export { draw } from 'engine'");
  for (const foreign of ['somebody is in two places', 'changed team', 'ratings']) expect(code).not.toContain(foreign);
});
