import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { startDynalite, temporaryFolder } from '@besteam/service-kit/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Answer, Job } from '../../services/matches/src/adapters/engine/job.ts';
import { bundleFunction } from './bundle.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let built: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  built = join(folder.path, 'function');
  await bundleFunction(built);
});
afterAll(() => folder.remove());

it('the bundle answers away from the repository', async () => {
  const store = await startDynalite({ path: join(folder.path, 'store') });
  const child = fileURLToPath(new URL('cold-start-child.mjs', import.meta.url));
  const env = { DYNAMODB_ENDPOINT: store.endpoint, DATA_DIR: join(folder.path, 'data'), LOG_LEVEL: 'silent' };
  const { stdout } = await promisify(execFile)(process.execPath, [child, join(built, 'handler.mjs')], { env });
  await store.close();
  expect(JSON.parse(stdout)).toMatchObject({ first: expect.any(Number), second: expect.any(Number) });
});

it('the engine’s thread lies beside it, under the name by which it is started, and draws', async () => {
  expect(await readFile(join(built, 'handler.mjs'), 'utf8')).toContain('engine-worker.mjs');
  const worker = new Worker(pathToFileURL(join(built, 'engine-worker.mjs')));
  const players = Array.from({ length: 10 }, (_, index) => ({ id: `player-${index}`, level: index / 2 }));
  worker.postMessage({
    task: { kind: 'draw', input: { players, teams: 2, seed: 'thursday' } },
  } satisfies Job);
  const [answer]: [Answer] = (await once(worker, 'message')) as [Answer];
  await worker.terminate();
  expect(answer).toMatchObject({ outcome: { teams: [{}, {}] } });
});
