import { getMyAccount, openSession } from '@besteam/contracts/users';
import { newId } from '@besteam/service-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from './engines.ts';
import { PASSWORD, signedIn, startUsers, type UsersUnderTest } from './users-under-test.ts';

describe.each(engines)('signing in on %s', (engine) => {
  let users: UsersUnderTest;
  beforeAll(async () => {
    const platform = { TRUSTED_PROXIES: '127.0.0.1', RATE_LIMIT_ADDRESS: 1_000_000 };
    users = await startUsers(engine, { platform, clockStands: true });
  });
  afterAll(() => users.close());

  const open = (email: string, password: string, token?: string) =>
    openSession({ client: users.clientOf(token), body: { email, password } });
  const openFrom = (address: string, email: string, password: string) =>
    openSession({ client: users.clientOf(), body: { email, password }, headers: { 'x-forwarded-for': address } });
  const statusOf = async (email: string, password: string) => (await open(email, password)).response?.status;

  describe('as a guest who has an account', () => {
    test('merges the guest into it and tells the others', async () => {
      const account = await users.register();
      const guest = await users.guest('Leo');
      const merged = signedIn(await open(account.email, PASSWORD, guest.token));
      expect(merged.accountId).toBe(account.accountId);
      const [event] = await users.heard('besteam.account.merged.v1', guest.accountId);
      expect(event?.data).toEqual({ guestId: guest.accountId, accountId: account.accountId, version: 2 });
      expect((await getMyAccount({ client: users.clientOf(guest.token) })).response?.status).toBe(401);
    });

    test('signs in again with the same guest’s token when the first answer was lost', async () => {
      const account = await users.register();
      const guest = await users.guest();
      await open(account.email, PASSWORD, guest.token);
      const again = signedIn(await open(account.email, PASSWORD, guest.token));
      expect(again.accountId).toBe(account.accountId);
    });

    test('merges once when two tabs sign in at once', async () => {
      const account = await users.register();
      const guest = await users.guest();
      const answers = await Promise.all([1, 2].map(() => open(account.email, PASSWORD, guest.token)));
      expect(answers.map(({ response }) => response?.status)).toEqual([201, 201]);
      expect(await users.heard('besteam.account.merged.v1', guest.accountId)).toHaveLength(1);
    });

    test('leaves the guest alone when the password was wrong', async () => {
      const account = await users.register();
      const guest = await users.guest();
      expect((await open(account.email, 'wrong', guest.token)).response?.status).toBe(401);
      expect((await getMyAccount({ client: users.clientOf(guest.token) })).response?.status).toBe(200);
    });

    test('leaves a registered caller’s own account alone', async () => {
      const [one, other] = [await users.register(), await users.register()];
      await open(other.email, PASSWORD, one.token);
      expect((await getMyAccount({ client: users.clientOf(one.token) })).response?.status).toBe(200);
    });
  });

  describe('again and again with a wrong password', () => {
    test('makes the guesser wait longer and longer, and says how long', async () => {
      const { email } = await users.register();
      for (let i = 0; i < 5; i++) expect(await statusOf(email, 'wrong')).toBe(401);
      const waits: number[] = [];
      for (let i = 0; i < 5; i++) {
        const { response } = await open(email, 'wrong');
        expect(response?.status).toBe(429);
        const wait = Number(response?.headers.get('retry-after'));
        waits.push(wait);
        users.letPass(wait * 1000);
        expect(await statusOf(email, 'wrong')).toBe(401);
      }
      expect(waits).toEqual([1, 2, 4, 8, 16]);
    });

    test('refuses the right password too while one must wait, and forgets once it was right', async () => {
      const { email } = await users.register();
      for (let i = 0; i < 6; i++) await open(email, 'wrong');
      expect(await statusOf(email, PASSWORD)).toBe(429);
      users.letPass(2000);
      expect(await statusOf(email, PASSWORD)).toBe(201);
      for (let i = 0; i < 5; i++) expect(await statusOf(email, 'wrong')).toBe(401);
    });

    test('treats an address without an account just so', async () => {
      const nobody = `${newId()}@example.org`;
      for (let i = 0; i < 5; i++) expect(await statusOf(nobody, 'wrong')).toBe(401);
      expect(await statusOf(nobody.toUpperCase(), 'wrong')).toBe(429);
    });

    test('looks at five of twenty guesses made at once, at most', async () => {
      const { email } = await users.register();
      const statuses = await Promise.all(Array.from({ length: 20 }, () => statusOf(email, 'wrong')));
      const looked = statuses.filter((status) => status === 401).length;
      expect(looked).toBeGreaterThan(0);
      expect(looked).toBeLessThanOrEqual(5);
      expect(statuses.filter((status) => status === 429)).toHaveLength(20 - looked);
    });

    test('counts every one of several at once from many addresses', async () => {
      const { email } = await users.register();
      const guess = async (i: number) => (await openFrom(`10.1.0.${i}`, email, 'wrong')).response?.status;
      for (let i = 0; i < 30; i += 5) {
        expect(await Promise.all([0, 1, 2, 3, 4].map((n) => guess(i + n)))).toEqual([401, 401, 401, 401, 401]);
      }
      expect(await guess(30)).toBe(429);
    });

    test('holds up a stranger at 30 s at most, and not the owner where they have signed in before', async () => {
      const { email } = await users.register();
      signedIn(await openFrom('10.2.1.1', email, PASSWORD));
      for (let i = 0; i < 36; i++) {
        if (i >= 30) users.letPass(30_000);
        await openFrom(`10.2.0.${i}`, email, 'wrong');
      }
      const { response } = await openFrom('10.2.2.2', email, PASSWORD);
      expect(response?.status).toBe(429);
      expect(response?.headers.get('retry-after')).toBe('30');
      signedIn(await openFrom('10.2.1.1', email, PASSWORD));
    });

    test('holds up who guesses from where the owner has signed in, too', async () => {
      const { email } = await users.register();
      for (let i = 0; i < 5; i++) expect(await statusOf(email, 'wrong')).toBe(401);
      expect(await statusOf(email, PASSWORD)).toBe(429);
    });

    test('does not hold up others at the same network address', async () => {
      const [guessedAt, other] = [await users.register(), await users.register()];
      for (let i = 0; i < 6; i++) await open(guessedAt.email, 'wrong');
      expect(await statusOf(other.email, PASSWORD)).toBe(201);
    });
  });
});
