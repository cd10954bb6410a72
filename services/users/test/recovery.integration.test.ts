import {
  changePassword,
  completePasswordReset,
  createRecoveryLink,
  deleteMyAccount,
  openSession,
  redeemRecoveryLink,
  refreshSession,
  requestPasswordReset,
} from '@besteam/contracts/users';
import { newId } from '@besteam/service-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from './engines.ts';
import { lettersTo, recoveryToken, resetToken } from './letters.ts';
import { PASSWORD, signedIn, startUsers, type UsersUnderTest } from './users-under-test.ts';

const NEW_PASSWORD = 'padel-every-second-sunday';
const MINUTE_MS = 60_000;

describe.each(engines)('getting back in on %s', (engine) => {
  let users: UsersUnderTest;
  beforeAll(async () => {
    users = await startUsers(engine);
  });
  afterAll(() => users.close());

  const refresh = async (cookie: string) =>
    (await refreshSession({ client: users.clientOf(), headers: { cookie } })).response?.status;
  const redeem = (token: string, headers = {}) =>
    redeemRecoveryLink({ client: users.clientOf(), path: { token }, headers });

  describe('createRecoveryLink', () => {
    test('gives a token that lasts a day when nothing else is asked for', async () => {
      const { token } = await users.guest();
      const response = await users.fetchAs(token)('/accounts/me/recovery-links', { method: 'POST' });
      expect(response.status).toBe(201);
      const { expiresAt } = (await response.json()) as { expiresAt: string };
      const minutes = (Date.parse(expiresAt) - Date.now()) / MINUTE_MS;
      expect(minutes).toBeGreaterThan(1439);
    });

    test.each([14, 43_201, 60.5])('answers 400 for a life of %s minutes', async (lifetimeMinutes) => {
      const { token } = await users.guest();
      const { response } = await createRecoveryLink({ client: users.clientOf(token), body: { lifetimeMinutes } });
      expect(response?.status).toBe(400);
    });

    test('answers 401 without a token', async () => {
      const { response } = await createRecoveryLink({ client: users.clientOf(), body: {} });
      expect(response?.status).toBe(401);
    });

    test('makes one for a registered caller who gives the password again', async () => {
      const { accountId, token } = await users.register();
      const link = await recoveryToken(users, token, { currentPassword: PASSWORD });
      expect(signedIn(await redeem(link)).accountId).toBe(accountId);
    });

    test('answers 403 to a registered caller without the password, or with a wrong one, and makes none', async () => {
      const { token } = await users.register();
      for (const body of [{}, { currentPassword: 'wrong' }, { lifetimeMinutes: 60 }]) {
        const { data, error, response } = await createRecoveryLink({ client: users.clientOf(token), body });
        expect([response?.status, data]).toEqual([403, undefined]);
        expect(error).toMatchObject({
          type: 'https://besteam.example/problems/wrong-password',
          errors: [{ path: 'body/currentPassword' }],
        });
      }
    });

    test('answers 403 without any body, too', async () => {
      const { token } = await users.register();
      const response = await users.fetchAs(token)('/accounts/me/recovery-links', { method: 'POST' });
      expect(response.status).toBe(403);
    });

    test('wants no password of a guest, and looks at none', async () => {
      const { token } = await users.guest();
      expect(await recoveryToken(users, token, { currentPassword: 'any' })).toMatch(/^[\w-]{43}$/);
    });

    test('slows a guesser down with 429, which the right password does not get round', async () => {
      const { token } = await users.register();
      const make = async (currentPassword: string) =>
        (await createRecoveryLink({ client: users.clientOf(token), body: { currentPassword } })).response?.status;
      for (let i = 0; i < 5; i++) expect(await make('wrong')).toBe(403);
      expect(await make(PASSWORD)).toBe(429);
    });

    test('answers 401 for an account that is no more', async () => {
      const { token } = await users.guest();
      await deleteMyAccount({ client: users.clientOf(token) });
      const { response } = await createRecoveryLink({ client: users.clientOf(token), body: {} });
      expect(response?.status).toBe(401);
    });

    test('keeps the newest five only', async () => {
      const { token } = await users.guest();
      const links: string[] = [];
      for (let i = 0; i < 6; i++) links.push(await recoveryToken(users, token));
      expect((await redeem(links[0] ?? '')).response?.status).toBe(404);
      expect((await redeem(links[1] ?? '')).response?.status).toBe(201);
    });
  });

  describe('redeemRecoveryLink', () => {
    test('opens the guest’s account on another device; the first stays signed in', async () => {
      const guest = await users.guest('Leo');
      const other = signedIn(await redeem(await recoveryToken(users, guest.token)));
      expect(other.session.account).toEqual({ id: guest.accountId, kind: 'guest', displayName: 'Leo' });
      expect(await refresh(other.cookie)).toBe(200);
      expect(await refresh(guest.cookie)).toBe(200);
    });

    test('works once', async () => {
      const guest = await users.guest();
      const link = await recoveryToken(users, guest.token);
      const answers = await Promise.all([redeem(link), redeem(link)]);
      expect(answers.map(({ response }) => response?.status).sort()).toEqual([201, 404]);
    });

    test('answers 404 for an expired one and for one that never was', async () => {
      const guest = await users.guest();
      const link = await recoveryToken(users, guest.token, { lifetimeMinutes: 15 });
      users.letPass(15 * MINUTE_MS);
      expect((await redeem(link)).response?.status).toBe(404);
      expect((await redeem('x'.repeat(43))).response?.status).toBe(404);
    });

    test('does not outlive a password change that happens at the same time', async () => {
      for (let round = 0; round < 5; round++) {
        const { token } = await users.register();
        const link = await recoveryToken(users, token, { currentPassword: PASSWORD });
        const body = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
        const [changed, redeemed] = await Promise.all([
          changePassword({ client: users.clientOf(token), body }),
          redeem(link),
        ]);
        expect(changed.response?.status).toBe(204);
        if (redeemed.response?.status === 201) expect(await refresh(signedIn(redeemed).cookie)).toBe(401);
        else expect(redeemed.response?.status).toBe(404);
      }
    });

    test('answers 400 for what cannot be a token and 403 to a page of another site', async () => {
      const guest = await users.guest();
      expect((await redeem('short')).response?.status).toBe(400);
      const link = await recoveryToken(users, guest.token);
      expect((await redeem(link, { origin: 'https://elsewhere.example' })).response?.status).toBe(403);
      expect((await redeem(link)).response?.status).toBe(201);
    });
  });

  describe('requestPasswordReset and completePasswordReset', () => {
    const request = (email: string, language?: 'es' | 'en') =>
      requestPasswordReset({ client: users.clientOf(), body: { email, ...(language && { language }) } });
    const complete = (token: string, newPassword: string) =>
      completePasswordReset({ client: users.clientOf(), path: { token }, body: { newPassword } });
    const open = async (email: string, password: string) =>
      (await openSession({ client: users.clientOf(), body: { email, password } })).response?.status;

    test('sends a link with which a new password is chosen; all sessions end', async () => {
      const { email, cookie } = await users.register();
      expect((await request(email.toUpperCase())).response?.status).toBe(202);
      const token = await resetToken(users, email);
      expect((await complete(token, NEW_PASSWORD)).response?.status).toBe(204);
      expect(await open(email, NEW_PASSWORD)).toBe(201);
      expect(await open(email, PASSWORD)).toBe(401);
      expect(await refresh(cookie)).toBe(401);
    });

    test('writes in Spanish unless English is asked for', async () => {
      const { email } = await users.register();
      await request(email);
      await resetToken(users, email);
      await request(email, 'en');
      await resetToken(users, email, 2);
      const [spanish, english] = await lettersTo(users, email);
      expect(spanish).toContain('Con este enlace');
      expect(english).toContain('Choose a new password');
    });

    test('answers alike for an unknown address, and writes to nobody', async () => {
      const known = await users.register();
      const unknown = `${newId()}@example.org`;
      const [one, other] = [await request(unknown), await request(known.email)];
      expect([one.response?.status, other.response?.status]).toEqual([202, 202]);
      await resetToken(users, known.email);
      expect(await lettersTo(users, unknown)).toEqual([]);
    });

    test('writes to one address at most three times an hour', async () => {
      const { email } = await users.register();
      const witness = await users.register();
      for (let i = 0; i < 4; i++) await request(email);
      await request(witness.email);
      await resetToken(users, witness.email);
      await resetToken(users, email, 3);
      expect(await lettersTo(users, email)).toHaveLength(3);
    });

    test('takes a token once, and none of the others that were sent', async () => {
      const { email } = await users.register();
      await request(email);
      const first = await resetToken(users, email);
      await request(email);
      const second = await resetToken(users, email, 2);
      expect((await complete(second, NEW_PASSWORD)).response?.status).toBe(204);
      expect((await complete(second, NEW_PASSWORD)).response?.status).toBe(404);
      expect((await complete(first, NEW_PASSWORD)).response?.status).toBe(404);
    });

    test('answers 422 for a weak password, which does not use the token up', async () => {
      const { email } = await users.register();
      await request(email);
      const token = await resetToken(users, email);
      const { error, response } = await complete(token, 'football1');
      expect(response?.status).toBe(422);
      expect(error).toMatchObject({ errors: [{ path: 'body/newPassword' }] });
      expect((await complete(token, NEW_PASSWORD)).response?.status).toBe(204);
    });

    test('answers 404 for a token older than an hour and for one that never was', async () => {
      const { email } = await users.register();
      await request(email);
      const token = await resetToken(users, email);
      users.letPass(61 * MINUTE_MS);
      expect((await complete(token, NEW_PASSWORD)).response?.status).toBe(404);
      expect((await complete('x'.repeat(43), NEW_PASSWORD)).response?.status).toBe(404);
    });

    test('answers 400 for what is no address, no token or too long a password', async () => {
      expect((await request('ana')).response?.status).toBe(400);
      expect((await complete('short', NEW_PASSWORD)).response?.status).toBe(400);
      expect((await complete('x'.repeat(43), 'y'.repeat(129))).response?.status).toBe(400);
    });

    test('lets the owner in at once after a reset, whatever was guessed before', async () => {
      const { email } = await users.register();
      for (let i = 0; i < 5; i++) expect(await open(email, 'wrong')).toBe(401);
      expect(await open(email, 'wrong')).toBe(429);
      await request(email);
      await complete(await resetToken(users, email), NEW_PASSWORD);
      expect(await open(email, NEW_PASSWORD)).toBe(201);
    });
  });

  test('answers 429 to an address that tries many tokens', async () => {
    const guesser = await startUsers(engine);
    const guess = () =>
      redeemRecoveryLink({ client: guesser.clientOf(), path: { token: newId() } }).then(
        ({ response }) => response?.status,
      );
    for (let i = 0; i < 20; i++) expect(await guess()).toBe(404);
    expect(await guess()).toBe(429);
    await guesser.close();
  });
});
