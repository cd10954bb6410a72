import { availableParallelism } from 'node:os';
import type { Dispatcher } from 'undici';
import type { MeasuredServer } from './measured-server.ts';
import { repeat, sideBySide } from './side-by-side.ts';

const MEASURE_MS = 16_000;
const CLIENTS = 8;
const password = 'five-a-side-on-thursdays';

/** Sign-ins a second over HTTPS against as many argon2id verifications as the same process could do. */
export async function measureSignIn(server: MeasuredServer, engine: string): Promise<string> {
  const emails = Array.from({ length: CLIENTS }, (_, i) => `bench-${i}@example.org`);
  for (const email of emails) await post(server.service, 'accounts', { email, password, displayName: 'Bench' });
  const signIns = {
    work: (ms: number) =>
      repeat(CLIENTS, ms, (client) => post(server.service, 'sessions', { email: emails[client], password })),
  };
  const bare = { work: (ms: number) => server.argon2(availableParallelism(), ms) };
  const { one, other, ratio } = await sideBySide(signIns, bare, MEASURE_MS);
  const limit = `bare argon2id, ${other.toFixed(1)}/s`;
  return `| sign in (${engine}) | ${one.toFixed(1)}/s | ${limit} | ${ratio.toFixed(2)} | ≥ 0.9 |`;
}

/** Posts, and throws at anything but 201. */
export async function post(to: Dispatcher, path: string, body: object): Promise<{ accessToken: string }> {
  const answer = await to.request({
    method: 'POST',
    path: `/api/users/v1/${path}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (answer.statusCode !== 201) throw new Error(`${path} answered ${answer.statusCode}: ${await answer.body.text()}`);
  return (await answer.body.json()) as { accessToken: string };
}
