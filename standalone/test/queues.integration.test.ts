import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import promised from '@besteam/contracts/events.queues.json' with { type: 'json' };
import eventSchemas from '@besteam/contracts/events.schemas.json' with { type: 'json' };
import { createMatches, matchesSettings } from '@besteam/matches';
import { createPlayers, playersSettings } from '@besteam/players';
import { createPlatform, platformSettings, serve } from '@besteam/service-kit';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { createUsers, usersSettings } from '@besteam/users';
import { afterAll, beforeAll, expect, test } from 'vitest';

const DELETIONS = fileURLToPath(new URL('../../packages/service-kit/src/messaging/deletions.ts', import.meta.url));

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

/** Starts and stops all consumers on a bus that declares nothing of its own: what is bound then, they asked for. */
async function consumersStart(): Promise<void> {
  const settings = platformSettings.parse({ DATA_DIR: folder.path, PORT: 0, HOST: '127.0.0.1', LOG_LEVEL: 'silent' });
  const platform = await createPlatform(settings, { name: 'test', eventSchemas });
  const services = await Promise.all([
    createUsers(usersSettings.parse({}), platform),
    createPlayers(playersSettings.parse({}), platform),
    createMatches(matchesSettings.parse({}), platform),
  ]);
  await (await serve(services, platform)).close();
}

function bound(): Record<string, string[]> {
  const database = new DatabaseSync(join(folder.path, 'bus.sqlite'), { readOnly: true });
  const rows = database.prepare('SELECT queue, type FROM binding').all() as { queue: string; type: string }[];
  database.close();
  return Object.fromEntries(
    [...Map.groupBy(rows, ({ queue }) => queue)].map(([queue, of]) => [queue, of.map(({ type }) => type).sort()]),
  );
}

test('the queues of the contract are those of the consumers, with the same events', async () => {
  await consumersStart();
  await promisify(execFile)(process.execPath, [DELETIONS], { env: { ...process.env, DATA_DIR: folder.path } });
  expect(bound()).toEqual(Object.fromEntries(Object.entries(promised).map(([queue, types]) => [queue, types.sort()])));
});
