import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Parser } from '@asyncapi/parser';

const CONTRACTS = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Lints the OpenAPI and AsyncAPI files; a warning counts as an error. */
const redocly = spawnSync(
  join(CONTRACTS, '../node_modules/.bin/redocly'),
  [
    'lint',
    '--config',
    'redocly.yaml',
    '--format',
    'stylish',
    'users.openapi.yaml',
    'players.openapi.yaml',
    'matches.openapi.yaml',
  ],
  {
    cwd: CONTRACTS,
    stdio: 'inherit',
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  },
);

const { diagnostics } = await new Parser().parse(await readFile(join(CONTRACTS, 'events.asyncapi.yaml'), 'utf8'));
for (const { severity, code, message, path } of diagnostics) {
  process.stderr.write(
    `events.asyncapi.yaml ${severity === 0 ? 'error' : 'warning'} ${code} ${path.join('.')}: ${message}\n`,
  );
}
process.exit(redocly.status === 0 && diagnostics.length === 0 ? 0 : 1);
