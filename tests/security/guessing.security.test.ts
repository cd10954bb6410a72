import { randomBytes } from 'node:crypto';
import { createRecoveryLink, type Session } from '@besteam/contracts/users';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { invitationGuards } from '../../services/players/src/adapters/http/invitations.ts';
import { guessing as accountGuards } from '../../services/users/src/adapters/http/guessing.ts';
import { given, type Person, squadOf } from '../../standalone/test/people.ts';
import { startTarget, type Target } from './target.ts';

interface Asked {
  method: string;
  path: string;
  body?: object;
  headers?: Record<string, string>;
}

let target: Target;
let owner: Person;
let token: string;
let code: string;
beforeAll(async () => {
  // Standing behind a proxy, as in production, a caller has the address that the proxy names.
  // Hundreds of passwords are tried: they cost the least that is allowed.
  const cheap = { PASSWORD_MEMORY_MIB: '19', PASSWORD_PASSES: '2' };
  target = await startTarget(() => ({ TRUSTED_PROXIES: '127.0.0.1,::1', ...cheap }));
  owner = await target.people.owner();
  code = (await squadOf(owner, 3)).code;
  const signedIn = await from('198.51.100.1')(signIn(owner.credentials?.email, owner.credentials?.password));
  token = ((await signedIn.json()) as Session).accessToken;
});
afterAll(() => target.remove());

/** What somebody at this address asks. */
const from =
  (address: string) =>
  ({ method, path, body, headers }: Asked) =>
    target.program.fetch(target.program.origin + path, {
      method,
      headers: {
        'x-forwarded-for': address,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });

const USERS = '/api/users/v1';
const PLAYERS = '/api/players/v1';
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const anyCode = () => Array.from(randomBytes(8), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
const anyToken = () => randomBytes(32).toString('base64url');
const anyEmail = () => `${anyToken()}@example.org`;
const mine = () => ({ authorization: `Bearer ${token}` });
const signIn = (email = anyEmail(), password = 'wrong password'): Asked => ({
  method: 'POST',
  path: `${USERS}/sessions`,
  body: { email, password },
});
const preview = (tried: string): Asked => ({ method: 'GET', path: `${PLAYERS}/invitations/${tried}` });
const redeem = (tried: string): Asked => ({ method: 'POST', path: `${USERS}/recovery-links/${tried}/redemptions` });

/** A wrong guess at everything that can be guessed. */
const guesses: Record<string, () => Asked> = {
  openSession: signIn,
  registerAccount: () => ({
    method: 'POST',
    path: `${USERS}/accounts`,
    body: { email: owner.credentials?.email, password: 'a very long password', displayName: 'Eve' },
  }),
  redeemRecoveryLink: () => redeem(anyToken()),
  completePasswordReset: () => ({
    method: 'PUT',
    path: `${USERS}/password-resets/${anyToken()}`,
    body: { newPassword: 'a very long password' },
  }),
  requestPasswordReset: () => ({ method: 'POST', path: `${USERS}/password-resets`, body: { email: anyEmail() } }),
  createRecoveryLink: () => ({
    method: 'POST',
    path: `${USERS}/accounts/me/recovery-links`,
    body: { currentPassword: 'wrong password' },
    headers: mine(),
  }),
  changePassword: () => ({
    method: 'PUT',
    path: `${USERS}/accounts/me/password`,
    body: { currentPassword: 'wrong password', newPassword: 'a very long password' },
    headers: mine(),
  }),
  updateMyAccount: () => ({
    method: 'PATCH',
    path: `${USERS}/accounts/me`,
    body: { email: anyEmail(), currentPassword: 'wrong password' },
    headers: mine(),
  }),
  refreshSession: () => ({
    method: 'POST',
    path: `${USERS}/sessions/refresh`,
    headers: { cookie: `__Secure-besteam-refresh=${anyToken()}` },
  }),
  previewInvitation: () => preview(anyCode()),
  joinSquad: () => ({ method: 'POST', path: `${PLAYERS}/invitations/${anyCode()}/memberships`, headers: mine() }),
};
const guards = Object.entries({ ...accountGuards, ...invitationGuards });

test('something is tried for everything that is guarded', () => {
  expect(Object.keys(guesses).sort()).toEqual(guards.map(([operation]) => operation).sort());
});

describe.each(guards)('guessing at %s', (operation, { attempts, statuses }) => {
  const address = `203.0.113.${guards.findIndex(([name]) => name === operation) + 1}`;

  test(`is 429 after ${attempts} wrong ones from an address, and nobody else is held up`, {
    timeout: 60_000,
  }, async () => {
    const guess = guesses[operation];
    if (!guess) throw new Error(`nothing is tried for ${operation}`);
    for (let tried = 0; tried < attempts; tried += 1) {
      const { status } = await from(address)(guess());
      // A single account may have to wait earlier: that is another limit.
      if (status !== 429) expect(statuses).toContain(status);
    }
    const refused = await from(address)(guess());
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const elsewhere = await from(`192.0.2.${guards.findIndex(([name]) => name === operation) + 1}`)(guess());
    expect(elsewhere.status).not.toBe(429);
  });
});

describe('after all this', () => {
  test('whoever guessed codes still reaches the squads that he is in', async () => {
    const seen = await from('203.0.113.9')({ method: 'GET', path: `${PLAYERS}/squads`, headers: mine() });
    expect(seen.status).toBe(200);
  });

  test('the invitation, the password and the link work elsewhere', async () => {
    const elsewhere = from('198.51.100.7');
    expect((await elsewhere(preview(code))).status).toBe(200);
    const { email, password } = owner.credentials ?? {};
    expect((await elsewhere(signIn(email, password))).status).toBe(201);
    const link = given(await createRecoveryLink({ client: owner.users, body: { currentPassword: password } }));
    expect((await elsewhere(redeem(link.token))).status).toBe(201);
  });
});

test('an account guessed at from sixty addresses makes its owner wait half a minute at most', async () => {
  const { credentials } = await target.people.owner();
  const waits: number[] = [];
  for (let n = 0; n < 60; n += 1) {
    const { status, headers } = await from(`100.64.0.${n}`)(signIn(credentials?.email));
    if (status === 429) waits.push(Number(headers.get('retry-after')));
  }
  expect(waits.length).toBeGreaterThan(20);
  expect(Math.max(...waits)).toBeLessThanOrEqual(30);
});
