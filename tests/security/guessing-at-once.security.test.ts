import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { squadOf } from '../../standalone/test/people.ts';
import { startTarget, type Target } from './target.ts';

const ATTEMPTS = 20;
const AT_ONCE = 50;

let target: Target;
let code: string;
beforeAll(async () => {
  target = await startTarget(() => ({ TRUSTED_PROXIES: '127.0.0.1,::1' }));
  code = (await squadOf(await target.people.owner(), 3)).code;
});
afterAll(() => target.remove());

/** How many of the requests, all on their way together, were answered so. */
async function atOnce(address: string, ask: () => { method: string; path: string }): Promise<Record<number, number>> {
  const { program } = target;
  const answers = Array.from({ length: AT_ONCE }, async () => {
    const { method, path } = ask();
    const answer = await program.fetch(program.origin + path, { method, headers: { 'x-forwarded-for': address } });
    await answer.body?.cancel();
    return answer.status;
  });
  const counts: Record<number, number> = {};
  for (const status of await Promise.all(answers)) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

const invitation = (tried: string) => ({ method: 'GET', path: `/api/players/v1/invitations/${tried}` });
const anyCode = () => Array.from(randomBytes(8), (byte) => 'ABCDEFGHJKMNPQRS'[byte % 16]).join('');
const link = () => ({
  method: 'POST',
  path: `/api/users/v1/recovery-links/${randomBytes(32).toString('base64url')}/redemptions`,
});

test('of fifty wrong codes at once no more are looked at than one after the other', async () => {
  expect(await atOnce('203.0.113.1', () => invitation(anyCode()))).toEqual({ 404: ATTEMPTS, 429: AT_ONCE - ATTEMPTS });
  expect(await atOnce('203.0.113.1', () => invitation(code))).toEqual({ 429: AT_ONCE });
});

test('nor of fifty recovery links', async () => {
  expect(await atOnce('203.0.113.2', link)).toEqual({ 404: ATTEMPTS, 429: AT_ONCE - ATTEMPTS });
});

test('fifty friends behind one address who open the invitation at once all see it', async () => {
  expect(await atOnce('203.0.113.3', () => invitation(code))).toEqual({ 200: AT_ONCE });
});
