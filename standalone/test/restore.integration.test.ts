import { execFile } from 'node:child_process';
import { cp, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { freePort } from '@besteam/service-kit/testing/servers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Services, startServices } from '../src/services.ts';
import { deletionsTable } from './deletions-table.ts';
import { documented, ROOT } from './documented.ts';
import { type Engines, lacking, startEngines } from './engines.ts';
import { deleteAgain, writeDownDeletions } from './operators-programs.ts';
import { type Program, startProgram } from './program.ts';
import { rehearseRestore } from './restore-story.ts';
import { copyDatabase, copyTable } from './store-copies.ts';
import { trustingFetch } from './trusting-fetch.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

test('a copy of the folder, put back with the commands of docs/operations.md as they are written', async () => {
  const checkout = join(folder.path, 'checkout');
  await checkoutIn(checkout);
  const inCheckout = (name: string) => join(checkout, name);
  const [writesDown = '', copies = '', deletesAgain = '', starts = ''] = (
    await documented('docs/operations.md', 'restore')
  ).split('\n');
  const run = async (command: string) =>
    (await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', command], { cwd: checkout })).stdout;
  const restored = /^DATA_DIR=\.\/(\w+) npm start$/.exec(starts)?.[1] ?? '';
  const port = String(await freePort());
  let dataDir = inCheckout('data');
  let program: Program | undefined;
  await rehearseRestore({
    origin: `https://localhost:${port}`,
    fetch: ((input: string, init?: RequestInit) => program?.fetch(input, init)) as typeof fetch,
    async start() {
      program = await startProgram({ DATA_DIR: dataDir, PORT: port });
    },
    async stop() {
      expect(await program?.kill('SIGTERM')).toBe(0);
    },
    backUp: () => cp(dataDir, inCheckout('backup'), { recursive: true }),
    writeDown: async () => void (await run(writesDown)),
    async restore() {
      await rm(dataDir, { recursive: true });
      dataDir = inCheckout(restored);
      await run(copies);
    },
    deleteAgain: () => run(deletesAgain),
  });
});

/** A checkout whose parts are those of this one, with data of its own. */
async function checkoutIn(path: string): Promise<void> {
  await cp(join(ROOT, 'package.json'), join(path, 'package.json'));
  for (const part of ['node_modules', 'packages', 'services', 'standalone'])
    await symlink(join(ROOT, part), join(path, part));
}

describe.skipIf(lacking)(`real engines${lacking ? `: ${lacking.title}` : ''}`, () => {
  let engines: Engines;
  beforeAll(async () => {
    engines = await startEngines();
  });
  afterAll(() => engines?.remove());

  test('a copy of the database and of the tables of one moment, put back', async () => {
    const port = String(await freePort());
    const env = { ...engines.env, DATA_DIR: join(folder.path, 'processes'), PORT: port, HOST: 'localhost' };
    const { DYNAMODB_ENDPOINT: endpoint } = engines.env;
    const tables = { players: [] as object[], matches: [] as object[] };
    const ledger = await deletionsTable(endpoint);
    let services: Services | undefined;
    let trusting: ReturnType<typeof trustingFetch> | undefined;
    await rehearseRestore({
      origin: `https://localhost:${port}`,
      fetch: ((input: string, init?: RequestInit) => trusting?.fetch(input, init)) as typeof fetch,
      async start() {
        services = await startServices({
          ...process.env,
          ...env,
          DYNAMODB_ANSWER_MS: '10000',
          LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'fatal',
        });
        trusting = trustingFetch(services.caFile ?? '');
      },
      async stop() {
        await trusting?.close();
        await services?.close();
      },
      async backUp() {
        await copyDatabase(engines.env.DATABASE_URL, 'backup');
        for (const table of ['players', 'matches'] as const) tables[table] = await copyTable(endpoint, table);
      },
      writeDown: () => writeDownDeletions({ ...env, ...ledger.env }),
      async restore() {
        // As RDS does: the restored database is another one, to which the service is pointed.
        env.DATABASE_URL = new URL('/backup', engines.env.DATABASE_URL).href;
        for (const table of ['players', 'matches'] as const) await copyTable(endpoint, table, tables[table]);
      },
      deleteAgain: async () => deleteAgain(env, await ledger.read()),
    });
  });
});
