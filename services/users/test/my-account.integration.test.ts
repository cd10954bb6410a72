import {
  changePassword,
  deleteMyAccount,
  getMyAccount,
  openSession,
  redeemRecoveryLink,
  refreshSession,
  updateMyAccount,
} from '@besteam/contracts/users';
import { newId } from '@besteam/service-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from './engines.ts';
import { recoveryToken } from './letters.ts';
import { cookieOf, PASSWORD, type SignedIn, signedIn, startUsers, type UsersUnderTest } from './users-under-test.ts';

const NEW_PASSWORD = 'padel-every-second-sunday';

describe.each(engines)('my account on %s', (engine) => {
  let users: UsersUnderTest;
  beforeAll(async () => {
    users = await startUsers(engine);
  });
  afterAll(() => users.close());

  const refresh = async (cookie: string) =>
    (await refreshSession({ client: users.clientOf(), headers: { cookie } })).response?.status;
  const open = (email: string, password: string) =>
    openSession({ client: users.clientOf(), body: { email, password } });

  describe('updateMyAccount', () => {
    const update = (caller: SignedIn, body: { displayName?: string; email?: string; currentPassword?: string }) =>
      updateMyAccount({ client: users.clientOf(caller.token), body });

    test('renames a registered caller and a guest, and tells the others', async () => {
      for (const caller of [await users.register(), await users.guest('Leo')]) {
        const { data } = await update(caller, { displayName: ' Leonor ' });
        expect(data).toMatchObject({ id: caller.accountId, displayName: 'Leonor' });
        const events = await users.heard('besteam.account.changed.v1', caller.accountId, 2);
        expect(events[1]?.data).toMatchObject({ displayName: 'Leonor', version: 2 });
      }
    });

    test('changes the e-mail address with the present password, and signs in with it from then on', async () => {
      const caller = await users.register();
      const email = `${newId()}@example.org`;
      const { data } = await update(caller, { email, currentPassword: PASSWORD });
      expect(data?.email).toBe(email);
      expect((await open(email, PASSWORD)).response?.status).toBe(201);
      expect((await open(caller.email, PASSWORD)).response?.status).toBe(401);
    });

    test('answers 403 for a new address without the password, or with a wrong one', async () => {
      const caller = await users.register();
      const email = `${newId()}@example.org`;
      expect((await update(caller, { email })).response?.status).toBe(403);
      expect((await update(caller, { email, currentPassword: 'wrong' })).response?.status).toBe(403);
    });

    test('answers 403 to a guest who wants an address', async () => {
      const guest = await users.guest();
      const { error, response } = await update(guest, { email: `${newId()}@example.org`, currentPassword: 'any' });
      expect(response?.status).toBe(403);
      expect(error).toMatchObject({ type: 'https://besteam.example/problems/guest-has-no-password' });
    });

    test('answers 409 for somebody else’s address, regardless of case', async () => {
      const [caller, other] = [await users.register(), await users.register()];
      const body = { email: other.email.toUpperCase(), currentPassword: PASSWORD };
      expect((await update(caller, body)).response?.status).toBe(409);
    });

    test('answers 400 for nothing, for a blank name and for an unknown property', async () => {
      const caller = await users.register();
      const blank = await update(caller, { displayName: ' ' });
      const nothing = await update(caller, {});
      const unknown = await users.fetchAs(caller.token)('/accounts/me', {
        method: 'PATCH',
        body: JSON.stringify({ kind: 'registered' }),
        headers: { 'content-type': 'application/json' },
      });
      expect([blank.response?.status, nothing.response?.status, unknown.status]).toEqual([400, 400, 400]);
    });

    test('answers 401 without a token', async () => {
      const { response } = await updateMyAccount({ client: users.clientOf(), body: { displayName: 'Ana' } });
      expect(response?.status).toBe(401);
    });

    test('slows a guesser down with 429, growing', async () => {
      const caller = await users.register();
      const body = { email: `${newId()}@example.org`, currentPassword: 'wrong' };
      for (let i = 0; i < 5; i++) expect((await update(caller, body)).response?.status).toBe(403);
      expect((await update(caller, body)).response?.status).toBe(429);
    });
  });

  describe('changePassword', () => {
    const change = (token: string, currentPassword: string, newPassword: string) =>
      changePassword({ client: users.clientOf(token), body: { currentPassword, newPassword } });

    test('takes the new password and refuses the old one', async () => {
      const { email, token } = await users.register();
      expect((await change(token, PASSWORD, NEW_PASSWORD)).response?.status).toBe(204);
      expect((await open(email, NEW_PASSWORD)).response?.status).toBe(201);
      expect((await open(email, PASSWORD)).response?.status).toBe(401);
    });

    test('ends the other sessions and gives this device a new one', async () => {
      const { email, token, cookie } = await users.register();
      const other = signedIn(await open(email, PASSWORD));
      const { response } = await change(token, PASSWORD, NEW_PASSWORD);
      expect(await refresh(other.cookie)).toBe(401);
      expect(await refresh(cookie)).toBe(401);
      expect(await refresh(cookieOf(response))).toBe(200);
    });

    test('leaves no session that was opened with the old password at the same time', async () => {
      for (let round = 0; round < 5; round++) {
        const { email, token } = await users.register();
        const [changed, opened] = await Promise.all([change(token, PASSWORD, NEW_PASSWORD), open(email, PASSWORD)]);
        expect(changed.response?.status).toBe(204);
        if (opened.response?.status === 201) expect(await refresh(signedIn(opened).cookie)).toBe(401);
        else expect(opened.response?.status).toBe(401);
      }
    });

    test('ends links to other devices', async () => {
      const caller = await users.register();
      const link = await recoveryToken(users, caller.token, { currentPassword: PASSWORD });
      await change(caller.token, PASSWORD, NEW_PASSWORD);
      const redeemed = await redeemRecoveryLink({ client: users.clientOf(), path: { token: link } });
      expect(redeemed.response?.status).toBe(404);
    });

    test('answers 403 for a wrong present password and to a guest', async () => {
      const { token } = await users.register();
      const guest = await users.guest();
      expect((await change(token, 'wrong', NEW_PASSWORD)).response?.status).toBe(403);
      expect((await change(guest.token, 'wrong', NEW_PASSWORD)).response?.status).toBe(403);
    });

    test('answers 422 for a weak new password and names the field', async () => {
      const { token } = await users.register();
      const { error, response } = await change(token, PASSWORD, 'password1');
      expect(response?.status).toBe(422);
      expect(error).toMatchObject({ errors: [{ path: 'body/newPassword' }] });
    });

    test('answers 400 without the new password, 401 without a token, 429 to a guesser', async () => {
      const { token } = await users.register();
      const incomplete = await users.fetchAs(token)('/accounts/me/password', {
        method: 'PUT',
        body: JSON.stringify({ currentPassword: PASSWORD }),
        headers: { 'content-type': 'application/json' },
      });
      expect(incomplete.status).toBe(400);
      const body = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
      expect((await changePassword({ client: users.clientOf(), body })).response?.status).toBe(401);
      for (let i = 0; i < 5; i++) expect((await change(token, 'wrong', NEW_PASSWORD)).response?.status).toBe(403);
      expect((await change(token, PASSWORD, NEW_PASSWORD)).response?.status).toBe(429);
    });
  });

  describe('deleteMyAccount', () => {
    const remove = (token?: string) => deleteMyAccount({ client: users.clientOf(token) });

    test('ends sessions and links at once, and the token opens nothing any more', async () => {
      const caller = await users.register();
      const link = await recoveryToken(users, caller.token, { currentPassword: PASSWORD });
      expect((await remove(caller.token)).response?.status).toBe(204);
      expect((await getMyAccount({ client: users.clientOf(caller.token) })).response?.status).toBe(401);
      expect((await remove(caller.token)).response?.status).toBe(401);
      expect(await refresh(caller.cookie)).toBe(401);
      const redeemed = await redeemRecoveryLink({ client: users.clientOf(), path: { token: link } });
      expect(redeemed.response?.status).toBe(404);
    });

    test('tells the others, with a version above all earlier ones', async () => {
      const guest = await users.guest();
      await remove(guest.token);
      const [event] = await users.heard('besteam.account.deleted.v1', guest.accountId);
      expect(event?.data).toEqual({ accountId: guest.accountId, version: 2 });
    });

    test('frees the e-mail address', async () => {
      const { email, token } = await users.register();
      await remove(token);
      expect((await open(email, PASSWORD)).response?.status).toBe(401);
      expect((await users.register({ email })).session.account.email).toBe(email);
    });

    test('answers 401 without a token', async () => {
      expect((await remove()).response?.status).toBe(401);
    });

    test('wants of a registered caller a token that the password was just given for', async () => {
      const { email, cookie, token } = await users.register();
      users.letPass(301_000);
      const refreshed = await refreshSession({ client: users.clientOf(), headers: { cookie } });
      for (const old of [token, refreshed.data?.accessToken]) {
        const { error, response } = await remove(old);
        expect(response?.status).toBe(401);
        expect(error).toMatchObject({ type: 'https://besteam.example/problems/sign-in-again' });
        const challenge = response?.headers.get('www-authenticate');
        expect(challenge).toBe('Bearer realm="besteam", error="insufficient_user_authentication", max_age="300"');
      }
      expect((await remove(signedIn(await open(email, PASSWORD)).token)).response?.status).toBe(204);
    });

    test('takes no token of a recovery link, nor of a refresh, for the password', async () => {
      const caller = await users.register();
      const link = await recoveryToken(users, caller.token, { currentPassword: PASSWORD });
      const redeemed = signedIn(await redeemRecoveryLink({ client: users.clientOf(), path: { token: link } }));
      expect((await remove(redeemed.token)).response?.status).toBe(401);
      const { data } = await refreshSession({ client: users.clientOf(), headers: { cookie: caller.cookie } });
      expect((await remove(data?.accessToken)).response?.status).toBe(401);
      expect((await remove(caller.token)).response?.status).toBe(204);
    });

    test('wants nothing more of a guest, who has no password', async () => {
      const { token } = await users.guest();
      users.letPass(301_000);
      expect((await remove(token)).response?.status).toBe(204);
    });
  });
});
