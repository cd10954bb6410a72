import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const CONTRACTS = join(dirname(fileURLToPath(import.meta.url)), '..');
const SITE = join(CONTRACTS, 'build/reference');
const PAGES = {
  users: 'users.openapi.yaml',
  players: 'players.openapi.yaml',
  matches: 'matches.openapi.yaml',
  events: 'events.asyncapi.yaml',
};

const run = promisify(execFile);

/** Writes the contracts as pages to read: a folder of files that loads nothing from anywhere else. */
async function writePage([name, contract]: [string, string]): Promise<void> {
  const redocly = join(CONTRACTS, '../node_modules/.bin/redocly');
  await run(redocly, ['build-docs', contract, '--inlineBundle', '--output', join(SITE, `${name}.html`)], {
    cwd: CONTRACTS,
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  });
}

await mkdir(SITE, { recursive: true });
await Promise.all(Object.entries(PAGES).map(writePage));
const links = Object.keys(PAGES).map((name) => `<li><a href="${name}.html">${name}</a></li>`);
await writeFile(
  join(SITE, 'index.html'),
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Besteam reference</title><h1>Besteam</h1><ul>${links.join('')}</ul></html>\n`,
);
console.log(`The reference is in ${relative(process.cwd(), SITE)}/index.html`);
