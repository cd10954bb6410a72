import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createClient } from '@hey-api/openapi-ts';
import { generateEvents } from './generate-events.ts';

const CONTRACTS = join(dirname(fileURLToPath(import.meta.url)), '..');
const SERVICES = ['users', 'players', 'matches'];

/**
 * Writes everything that follows from the contracts into `target`: for each service the bundled document (router and
 * validator), its types, Fastify handler types and fetch client, and the events' types and schemas.
 */
export async function generate(target: string): Promise<void> {
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  for (const service of SERVICES) await generateService(service, target);
  await generateEvents(join(CONTRACTS, 'events.asyncapi.yaml'), target);
}

async function generateService(service: string, target: string): Promise<void> {
  const named = join(target, `${service}.named.json`);
  await bundle(service, named);
  await createClient({
    input: named,
    output: { path: join(target, service), module: { extension: '.ts' }, clean: true },
    logs: { level: 'silent', file: false },
    plugins: ['@hey-api/typescript', 'fastify', '@hey-api/sdk', '@hey-api/client-fetch'],
  });
  await rm(named);
  await withoutNotes(join(target, service, 'client/client.gen.ts'));
  const document = join(target, `${service}.openapi.json`);
  await bundle(service, document, '--dereferenced');
  await writeFile(document, `${JSON.stringify(JSON.parse(await readFile(document, 'utf8')))}\n`);
}

/** The client's own makers left a note to themselves in it, which is nothing that we mean to do. */
async function withoutNotes(file: string): Promise<void> {
  const code = await readFile(file, 'utf8');
  await writeFile(file, code.replaceAll(/^ *\/\/ TODO: .*\n/gm, ''));
}

async function bundle(service: string, output: string, ...flags: string[]): Promise<void> {
  const source = join(CONTRACTS, `${service}.openapi.yaml`);
  const redocly = join(CONTRACTS, '../node_modules/.bin/redocly');
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  await promisify(execFile)(redocly, ['bundle', source, '--output', output, '--remove-unused-components', ...flags], {
    env,
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await generate(resolve(process.argv[2] ?? join(CONTRACTS, 'generated')));
}
