import { closeSession, getMyAccount, openGuestSession, openSession, refreshSession } from '@besteam/contracts/users';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guessing } from '../src/adapters/http/guessing.ts';
import { engines } from './engines.ts';
import { cookieOf, PASSWORD, signedIn, startUsers, type UsersUnderTest } from './users-under-test.ts';

const DAY_MS = 86_400_000;

describe.each(engines)('sessions on %s', (engine) => {
  let users: UsersUnderTest;
  beforeAll(async () => {
    users = await startUsers(engine);
  });
  afterAll(() => users.close());

  const refresh = (cookie: string) => refreshSession({ client: users.clientOf(), headers: { cookie } });
  const open = (email: string, password: string, token?: string) =>
    openSession({ client: users.clientOf(token), body: { email, password } });

  describe('openSession', () => {
    test('signs in with e-mail and password, whatever the case of the address', async () => {
      const { email, accountId } = await users.register();
      const { data, response } = await open(email.toUpperCase(), PASSWORD);
      expect(response?.status).toBe(201);
      expect(response?.headers.get('cache-control')).toBe('no-store');
      expect(data).toMatchObject({ expiresIn: 600, account: { id: accountId, kind: 'registered', email } });
    });

    test('sets a cookie that only the session operations of this origin get', async () => {
      const { email } = await users.register();
      const { response } = await open(email, PASSWORD);
      expect(response?.headers.getSetCookie()).toEqual([
        expect.stringMatching(
          /^__Secure-besteam-refresh=[\w.-]{87}; Max-Age=5184000; Path=\/api\/users\/v1\/sessions; HttpOnly; Secure; SameSite=Strict$/,
        ),
      ]);
    });

    test('gives a token that opens the account', async () => {
      const { email, accountId } = await users.register();
      const { token } = signedIn(await open(email, PASSWORD));
      const { data } = await getMyAccount({ client: users.clientOf(token) });
      expect(data?.id).toBe(accountId);
    });

    test('answers 401 alike for a wrong password and for an unknown address', async () => {
      const { email } = await users.register();
      const wrong = await open(email, 'not-the-password');
      const unknown = await open(`nobody-${email}`, PASSWORD);
      expect([wrong.response?.status, unknown.response?.status]).toEqual([401, 401]);
      expect({ ...wrong.error, requestId: '' }).toEqual({ ...unknown.error, requestId: '' });
    });

    test('answers 400 for what is no address and names the field', async () => {
      const { error, response } = await open('not an address', PASSWORD);
      expect(response?.status).toBe(400);
      expect(error).toMatchObject({ errors: [{ path: 'body/email' }] });
    });

    test('answers 401 for a bad token before it looks at the body', async () => {
      const { response } = await open('not an address', PASSWORD, 'a.b.c');
      expect(response?.status).toBe(401);
    });

    test('answers 403 to a page of another site', async () => {
      const { email } = await users.register();
      const headers = { origin: 'https://elsewhere.example' };
      const body = { email, password: PASSWORD };
      const { response } = await openSession({ client: users.clientOf(), body, headers });
      expect(response?.status).toBe(403);
    });

    test('answers 415 to a body that is not JSON and 413 to one over 64 kB', async () => {
      const post = (body: string, type: string) =>
        users.fetchAs()('/sessions', { method: 'POST', body, headers: { 'content-type': type } });
      expect((await post('email=a', 'application/x-www-form-urlencoded')).status).toBe(415);
      expect((await post(JSON.stringify({ email: 'a'.repeat(70_000) }), 'application/json')).status).toBe(413);
    });
  });

  describe('openGuestSession', () => {
    test('begins a guest with the name that was given', async () => {
      const { session } = await users.guest('  Leo ');
      expect(session.account).toEqual({ id: expect.any(String), kind: 'guest', displayName: 'Leo' });
    });

    test('begins a nameless guest without any body', async () => {
      const response = await users.fetchAs()('/guest-sessions', { method: 'POST' });
      expect(response.status).toBe(201);
      expect(await response.json()).toMatchObject({ account: { kind: 'guest', displayName: '' } });
    });

    test('keeps a guest for 400 days', async () => {
      const { response } = await openGuestSession({ client: users.clientOf(), body: {} });
      expect(response?.headers.getSetCookie()[0]).toContain(`Max-Age=${400 * 86_400}`);
    });

    test('tells the others of the guest', async () => {
      const { accountId } = await users.guest('Leo');
      const [event] = await users.heard('besteam.account.changed.v1', accountId);
      expect(event?.data).toEqual({ accountId, kind: 'guest', displayName: 'Leo', version: 1 });
    });

    test('answers 400 for an unknown property and 403 to a page of another site', async () => {
      const post = (body: object, headers = {}) =>
        users.fetchAs()('/guest-sessions', {
          method: 'POST',
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json', ...headers },
        });
      expect((await post({ nickname: 'Leo' })).status).toBe(400);
      expect((await post({}, { origin: 'https://elsewhere.example' })).status).toBe(403);
    });
  });

  describe('refreshSession', () => {
    test('gives a new access token and a new cookie', async () => {
      const guest = await users.guest('Leo');
      const { data, response } = await refresh(guest.cookie);
      expect(response?.status).toBe(200);
      expect(data?.account.id).toBe(guest.accountId);
      expect(cookieOf(response)).not.toBe(guest.cookie);
    });

    test('tells any number of newcomers at one address that they have no session, and holds up nobody there', async () => {
      const { attempts } = guessing['refreshSession'] ?? expect.fail('is not guarded');
      const newcomers = Array.from({ length: attempts + 1 }, () => refresh(''));
      const statuses = (await Promise.all(newcomers)).map(({ response }) => response?.status);
      expect(new Set(statuses)).toEqual(new Set([401]));
      const guest = await users.guest();
      expect((await refresh(guest.cookie)).response?.status).toBe(200);
    });

    test('serves two tabs that refresh at once, and whichever cookie stays goes on', async () => {
      const guest = await users.guest();
      const [first, second] = await Promise.all([refresh(guest.cookie), refresh(guest.cookie)]);
      expect([first.response?.status, second.response?.status]).toEqual([200, 200]);
      const onwards = await Promise.all([first, second].map(({ response }) => refresh(cookieOf(response))));
      expect(onwards.map(({ response }) => response?.status)).toEqual([200, 200]);
    });

    test('accepts the previous token again after a lost answer, within 60 s', async () => {
      const guest = await users.guest();
      await refresh(guest.cookie);
      users.letPass(59_000);
      expect((await refresh(guest.cookie)).response?.status).toBe(200);
    });

    test('ends the family when the previous token returns after more than 60 s', async () => {
      const guest = await users.guest();
      const { response } = await refresh(guest.cookie);
      users.letPass(61_000);
      expect((await refresh(guest.cookie)).response?.status).toBe(401);
      expect((await refresh(cookieOf(response))).response?.status).toBe(401);
    });

    test('ends the family when an older token returns, at any time', async () => {
      const guest = await users.guest();
      const second = cookieOf((await refresh(guest.cookie)).response);
      const third = cookieOf((await refresh(second)).response);
      expect((await refresh(guest.cookie)).response?.status).toBe(401);
      expect((await refresh(third)).response?.status).toBe(401);
    });

    test('leaves the account’s other devices signed in when one family ends', async () => {
      const { email, cookie } = await users.register();
      const other = signedIn(await open(email, PASSWORD));
      const second = cookieOf((await refresh(cookie)).response);
      await refresh(second);
      expect((await refresh(cookie)).response?.status).toBe(401);
      expect((await refresh(other.cookie)).response?.status).toBe(200);
    });

    test('keeps a guest who comes back within 400 days of the last use', async () => {
      const guest = await users.guest();
      users.letPass(399 * DAY_MS);
      const later = await refresh(guest.cookie);
      expect(later.response?.status).toBe(200);
      users.letPass(399 * DAY_MS);
      expect((await refresh(cookieOf(later.response))).response?.status).toBe(200);
    });

    test('forgets a guest after more than 400 days, a registered device after more than 60', async () => {
      const guest = await users.guest();
      const registered = await users.register();
      users.letPass(61 * DAY_MS);
      expect((await refresh(registered.cookie)).response?.status).toBe(401);
      users.letPass(340 * DAY_MS);
      expect((await refresh(guest.cookie)).response?.status).toBe(401);
    });

    test('answers 401 without a cookie, with nonsense and with a made-up one', async () => {
      const madeUp = `__Secure-besteam-refresh=${'x'.repeat(43)}.${'y'.repeat(43)}`;
      const answers = await Promise.all(['', '__Secure-besteam-refresh=nonsense', madeUp].map(refresh));
      expect(answers.map(({ response }) => response?.status)).toEqual([401, 401, 401]);
    });

    test('answers 403 to a page of another site and 200 to one of this server', async () => {
      const { cookie } = await users.guest();
      const from = (origin: string) =>
        refreshSession({ client: users.clientOf(), headers: { cookie, origin } }).then(
          ({ response }) => response?.status,
        );
      expect(await from('https://elsewhere.example')).toBe(403);
      expect(await from(users.origin.replace('https', 'http'))).toBe(403);
      expect(await from('null')).toBe(403);
      expect(await from(users.origin)).toBe(200);
    });
  });

  describe('closeSession', () => {
    const close = (cookie: string, headers = {}) =>
      closeSession({ client: users.clientOf(), headers: { cookie, ...headers } });

    test('ends the session and takes the cookie away', async () => {
      const guest = await users.guest();
      const { response } = await close(guest.cookie);
      expect(response?.status).toBe(204);
      expect(response?.headers.getSetCookie()[0]).toMatch(/^__Secure-besteam-refresh=;.*Expires=Thu, 01 Jan 1970/);
      expect((await refresh(guest.cookie)).response?.status).toBe(401);
    });

    test('is content when there is no session', async () => {
      expect((await close('')).response?.status).toBe(204);
    });

    test('answers 403 to a page of another site and leaves the session alone', async () => {
      const guest = await users.guest();
      const { response } = await close(guest.cookie, { origin: 'https://elsewhere.example' });
      expect(response?.status).toBe(403);
      expect((await refresh(guest.cookie)).response?.status).toBe(200);
    });
  });
});
