import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { freePort } from '@besteam/service-kit/testing/servers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documented, ROOT } from './documented.ts';
import { type Program, startProgram } from './program.ts';

const run = promisify(execFile);

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let program: Program;
let env: { DATA_DIR: string; PORT: string };
beforeAll(async () => {
  folder = await temporaryFolder();
  env = { DATA_DIR: folder.path, PORT: String(await freePort()) };
  program = await startProgram(env);
});
afterAll(async () => {
  await program.kill('SIGTERM');
  await folder.remove();
});

test("the README's tour runs as it is written and ends with a second draw", async () => {
  const tour = await documented('README.md', 'tour');
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', tour], { env: { ...process.env, ...env } });
  expect(stdout).toContain('"name":"Leo"');
  expect(stdout).toMatch(/"draws":\[\{"number":1.+\{"number":2/s);
});

test('the demo fills a squad and prints its invitation', async () => {
  const { stdout } = await run(process.execPath, [join(ROOT, 'standalone/src/demo.ts')], {
    env: { ...process.env, ...env },
  });
  const code = /\/join\/([A-Z2-9]{8})/.exec(stdout)?.[1];
  const invitation = await program.fetch(`${program.origin}/api/players/v1/invitations/${code}`);
  const { players } = (await invitation.json()) as { players: { claimed: boolean }[] };
  expect(players).toHaveLength(14);
  expect(players.filter(({ claimed }) => claimed)).toHaveLength(9);
});

test('the smoke test that operators run does the main job, and leaves nothing', async () => {
  const smoke = join(ROOT, 'infrastructure/pipelines/smoke.ts');
  const trusting = { ...process.env, NODE_EXTRA_CA_CERTS: join(folder.path, 'tls/ca.pem') };
  const { stdout } = await run(process.execPath, [smoke, program.origin], { env: trusting });
  expect(stdout).toBe(`the main job works at ${program.origin}\n`);
  await expect(run(process.execPath, [smoke, 'https://localhost:1'], { env: trusting })).rejects.toThrow();
});
