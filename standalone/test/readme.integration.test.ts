import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { freePort } from '@besteam/service-kit/testing/servers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Program, startProgram } from './program.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
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
  const readme = await readFile(`${ROOT}/README.md`, 'utf8');
  const tour = /<!-- tour -->\n```sh\n([\s\S]+?)\n```/.exec(readme)?.[1];
  expect(tour).toBeDefined();
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', tour ?? ''], { env: { ...process.env, ...env } });
  expect(stdout).toContain('"name":"Leo"');
  expect(stdout).toMatch(/"draws":\[\{"number":1.+\{"number":2/s);
});

test('the demo fills a squad and prints its invitation', async () => {
  const demo = fileURLToPath(new URL('../src/demo.ts', import.meta.url));
  const { stdout } = await run(process.execPath, [demo], { env: { ...process.env, ...env } });
  const code = /\/join\/([A-Z2-9]{8})/.exec(stdout)?.[1];
  const invitation = await program.fetch(`${program.origin}/api/players/v1/invitations/${code}`);
  const { players } = (await invitation.json()) as { players: { claimed: boolean }[] };
  expect(players).toHaveLength(14);
  expect(players.filter(({ claimed }) => claimed)).toHaveLength(9);
});
