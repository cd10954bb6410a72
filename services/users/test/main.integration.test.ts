import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { freePort } from '@besteam/service-kit/testing/servers';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD } from './users-under-test.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const credentials = { email: 'ana@example.org', password: PASSWORD };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

test('a wrong variable ends the process with one line that names it', async () => {
  const env = { ...process.env, DATA_DIR: folder.path, DATABASE_URL: 'mysql://somewhere/else' };
  const ended = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
    execFile(process.execPath, [main], { env }, (error, _, stderr) => resolve({ code: error?.code, stderr }));
  });
  expect(ended.code).toBe(1);
  expect(ended.stderr).toMatch(/^Wrong configuration: DATABASE_URL: [^\n]+\n$/);
});

test('an account that was acknowledged is there after kill -9, on PGlite', async () => {
  const port = await freePort();
  const env = { ...process.env, DATA_DIR: join(folder.path, 'data'), PORT: String(port), LOG_LEVEL: 'silent' };
  const start = () => spawn(process.execPath, [main], { env, stdio: 'ignore' });
  const post = async (path: string, body: object) => {
    const ca = await readFile(join(env.DATA_DIR, 'tls/ca.pem'), 'utf8');
    const dispatcher = new Agent({ connect: { ca } });
    const answer = await request(`https://localhost:${port}/api/users/v1/${path}`, {
      dispatcher,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    await answer.body.dump();
    await dispatcher.close();
    return answer.statusCode;
  };
  const kill = async (child: ChildProcess) => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };

  const first = start();
  await expect.poll(() => post('guest-sessions', {}), { interval: 100 }).toBe(201);
  expect(await post('accounts', { ...credentials, displayName: 'Ana' })).toBe(201);
  await kill(first);
  const second = start();
  await expect.poll(() => post('sessions', credentials), { interval: 100 }).toBe(201);
  await kill(second);
});
