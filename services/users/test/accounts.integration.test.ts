import { getMyAccount, openSession, refreshSession, registerAccount } from '@besteam/contracts/users';
import { newId } from '@besteam/service-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from './engines.ts';
import { PASSWORD, signedIn, startUsers, type UsersUnderTest } from './users-under-test.ts';

describe.each(engines)('accounts on %s', (engine) => {
  let users: UsersUnderTest;
  beforeAll(async () => {
    users = await startUsers(engine);
  });
  afterAll(() => users.close());

  const newEmail = () => `${newId()}@example.org`;
  const register = (overrides: Partial<{ email: string; password: string; displayName: string }>, token?: string) =>
    registerAccount({
      client: users.clientOf(token),
      body: { email: newEmail(), password: PASSWORD, displayName: 'Ana', ...overrides },
    });

  describe('registerAccount', () => {
    test('registers and signs in at once', async () => {
      const email = newEmail();
      const { data, response } = await register({ email, displayName: ' Ana María ' });
      expect(response?.status).toBe(201);
      expect(data).toMatchObject({ expiresIn: 600, account: { kind: 'registered', email, displayName: 'Ana María' } });
      expect(response?.headers.getSetCookie()[0]).toMatch(/^__Secure-besteam-refresh=/);
    });

    test('tells the others of the account, without its e-mail address', async () => {
      const { accountId } = signedIn(await register({}));
      const [event] = await users.heard('besteam.account.changed.v1', accountId);
      expect(event?.data).toEqual({ accountId, kind: 'registered', displayName: 'Ana', version: 1 });
    });

    test('makes a guest the account: same id, and the guest’s device stays signed in', async () => {
      const guest = await users.guest('Leo');
      const email = newEmail();
      const account = signedIn(await register({ email, displayName: 'Leo' }, guest.token));
      expect(account.accountId).toBe(guest.accountId);
      const refreshed = await refreshSession({ client: users.clientOf(), headers: { cookie: guest.cookie } });
      expect(refreshed.data?.account).toEqual({ id: guest.accountId, kind: 'registered', displayName: 'Leo', email });
      const events = await users.heard('besteam.account.changed.v1', guest.accountId, 2);
      expect(events[1]?.data).toMatchObject({ kind: 'registered', version: 2 });
    });

    test('begins a new account for a caller who is registered already', async () => {
      const first = await users.register();
      const second = signedIn(await register({}, first.token));
      expect(second.accountId).not.toBe(first.accountId);
    });

    test('answers 409 when the address is taken, regardless of case', async () => {
      const { email } = await users.register();
      const { error, response } = await register({ email: email.toUpperCase() });
      expect(response?.status).toBe(409);
      expect(error).toMatchObject({ type: 'https://besteam.example/problems/email-taken' });
    });

    test('gives one address to one of two registrations at once', async () => {
      const email = newEmail();
      const answers = await Promise.all([register({ email }), register({ email: email.toUpperCase() })]);
      expect(answers.map(({ response }) => response?.status).sort()).toEqual([201, 409]);
    });

    test('gives one address to one of two guests who register at once', async () => {
      const email = newEmail();
      const guests = await Promise.all([users.guest(), users.guest()]);
      const answers = await Promise.all(guests.map(({ token }) => register({ email }, token)));
      expect(answers.map(({ response }) => response?.status).sort()).toEqual([201, 409]);
    });

    test.each([
      ['short', 'sixsix', 'Ana'],
      ['common', 'football1', 'Ana'],
      ['common in another case', 'PassWord123', 'Ana'],
      ['made of the name', 'i-am-marta-lopez!', 'Marta-Lopez'],
    ])('answers 422 for a password that is %s', async (_, password, displayName) => {
      const { error, response } = await register({ password, displayName });
      expect(response?.status).toBe(422);
      expect(error).toMatchObject({
        type: 'https://besteam.example/problems/weak-password',
        errors: [{ path: 'body/password' }],
      });
    });

    test('answers 422 for a password that contains the address', async () => {
      const { response } = await register({ email: `striker-${newId()}@example.org`, password: 'x' });
      expect(response?.status).toBe(422);
      const mailbox = newId();
      const contained = await register({ email: `${mailbox}@example.org`, password: `${mailbox}!` });
      expect(contained.response?.status).toBe(422);
    });

    test.each([
      ['an address that is none', { email: 'ana' }, 'body/email'],
      ['a password of 129 characters', { password: 'x'.repeat(129) }, 'body/password'],
      ['a blank name', { displayName: '   ' }, 'body/displayName'],
      ['a name of 61 characters', { displayName: 'x'.repeat(61) }, 'body/displayName'],
    ])('answers 400 for %s and names the field', async (_, overrides, path) => {
      const { error, response } = await register(overrides);
      expect(response?.status).toBe(400);
      expect(error).toMatchObject({ errors: [{ path }] });
    });

    test('answers 401 for a bad token and 403 to a page of another site', async () => {
      expect((await register({}, 'a.b.c')).response?.status).toBe(401);
      const body = { email: newEmail(), password: PASSWORD, displayName: 'Ana' };
      const headers = { origin: 'https://elsewhere.example' };
      const { response } = await registerAccount({ client: users.clientOf(), body, headers });
      expect(response?.status).toBe(403);
    });
  });

  describe('getMyAccount', () => {
    test('answers who a registered caller and a guest are', async () => {
      const registered = await users.register();
      const guest = await users.guest('Leo');
      const [mine, theirs] = await Promise.all(
        [registered, guest].map(({ token }) => getMyAccount({ client: users.clientOf(token) })),
      );
      expect(mine?.data).toEqual({
        id: registered.accountId,
        kind: 'registered',
        displayName: 'Ana',
        email: registered.email,
      });
      expect(theirs?.data).toEqual({ id: guest.accountId, kind: 'guest', displayName: 'Leo' });
    });

    test('answers 401 without a token', async () => {
      const { response } = await getMyAccount({ client: users.clientOf() });
      expect(response?.status).toBe(401);
      expect(response?.headers.get('www-authenticate')).toContain('Bearer');
    });

    test('answers 401 for a guest who has been merged into an account', async () => {
      const { email } = await users.register();
      const guest = await users.guest();
      await openSession({ client: users.clientOf(guest.token), body: { email, password: PASSWORD } });
      const { response } = await getMyAccount({ client: users.clientOf(guest.token) });
      expect(response?.status).toBe(401);
    });
  });
});
