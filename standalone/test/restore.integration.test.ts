import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { freePort } from '@besteam/service-kit/testing/servers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Services, startServices } from '../src/services.ts';
import { deletionsTable } from './deletions-table.ts';
import { type Engines, lacking, startEngines } from './engines.ts';
import { type Program, startProgram } from './program.ts';
import { rehearseRestore } from './restore-story.ts';
import { copyDatabase, copyTable } from './store-copies.ts';
import { trustingFetch } from './trusting-fetch.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

test('a copy of the folder, put back', async () => {
  const [backup, port] = [join(folder.path, 'backup'), String(await freePort())];
  let dataDir = join(folder.path, 'data');
  const ledger = join(folder.path, 'ledger.jsonl');
  let program: Program | undefined;
  await rehearseRestore(
    {
      origin: `https://localhost:${port}`,
      fetch: ((input: string, init?: RequestInit) => program?.fetch(input, init)) as typeof fetch,
      async start() {
        program = await startProgram({ DATA_DIR: dataDir, PORT: port });
      },
      async stop() {
        expect(await program?.kill('SIGTERM')).toBe(0);
      },
      backUp: () => cp(dataDir, backup, { recursive: true }),
      async restore() {
        await rm(dataDir, { recursive: true });
        dataDir = join(folder.path, 'restored');
        await cp(backup, dataDir, { recursive: true });
      },
      env: () => ({ DATA_DIR: dataDir }),
    },
    { args: [ledger], env: {}, read: () => readFile(ledger, 'utf8') },
  );
});

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
    let services: Services | undefined;
    let trusting: ReturnType<typeof trustingFetch> | undefined;
    await rehearseRestore(
      {
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
        async restore() {
          // As RDS does: the restored database is another one, to which the service is pointed.
          env.DATABASE_URL = new URL('/backup', engines.env.DATABASE_URL).href;
          for (const table of ['players', 'matches'] as const) await copyTable(endpoint, table, tables[table]);
        },
        env: () => env,
      },
      await deletionsTable(endpoint),
    );
  });
});
