import type { Dispatcher } from 'undici';
import { newRegistered } from '../src/domain/account.ts';
import type { MeasuredServer } from './measured-server.ts';
import { repeat, sideBySide } from './side-by-side.ts';
import { post } from './sign-in.ts';

const MEASURE_MS = 5000;
const CLIENTS = 16;

/** `GET accounts/me` against a bare Fastify HTTPS route that does the same query. */
export async function measureProfile(server: MeasuredServer, engine: string): Promise<string> {
  const { accessToken } = await post(server.service, 'accounts', {
    email: 'profile@example.org',
    password: 'five-a-side-on-thursdays',
    displayName: 'Bench',
  });
  const registration = { email: 'bare@example.org', passwordHash: '$argon2id$', displayName: 'Bench' };
  const account = newRegistered('b'.repeat(22), registration);
  await server.bare.request({
    method: 'POST',
    path: '/accounts',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  });
  const headers = { authorization: `Bearer ${accessToken}` };
  const mine = {
    work: (ms: number) => repeat(CLIENTS, ms, () => get(server.service, '/api/users/v1/accounts/me', headers)),
  };
  const bare = { work: (ms: number) => repeat(CLIENTS, ms, () => get(server.bare, `/accounts/${account.id}`, {})) };
  const { one, other, ratio } = await sideBySide(mine, bare, MEASURE_MS);
  const route = `bare Fastify route, same query, ${Math.round(other)}/s`;
  return `| \`GET accounts/me\` (${engine}) | ${Math.round(one)}/s | ${route} | ${ratio.toFixed(2)} | ≥ 0.6 |`;
}

async function get(from: Dispatcher, path: string, headers: Record<string, string>): Promise<void> {
  const answer = await from.request({ method: 'GET', path, headers });
  await answer.body.text();
  if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}`);
}
