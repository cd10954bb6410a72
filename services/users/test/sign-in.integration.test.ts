import { getMyAccount, openSession } from '@besteam/contracts/users';
import { newId } from '@besteam/service-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from './engines.ts';
import { PASSWORD, signedIn, startUsers, type UsersUnderTest } from './users-under-test.ts';

describe.each(engines)('signing in on %s', (engine) => {
  let users: UsersUnderTest;
  beforeAll(async () => {
    users = await startUsers(engine);
  });
  afterAll(() => users.close());

  const open = (email: string, password: string, token?: string) =>
    openSession({ client: users.clientOf(token), body: { email, password } });
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

    test('looks at five of twenty guesses made at once', async () => {
      const { email } = await users.register();
      const statuses = await Promise.all(Array.from({ length: 20 }, () => statusOf(email, 'wrong')));
      expect(statuses.filter((status) => status === 401)).toHaveLength(5);
      expect(statuses.filter((status) => status === 429)).toHaveLength(15);
    });

    test('does not hold up others at the same network address', async () => {
      const [guessedAt, other] = [await users.register(), await users.register()];
      for (let i = 0; i < 6; i++) await open(guessedAt.email, 'wrong');
      expect(await statusOf(other.email, PASSWORD)).toBe(201);
    });
  });
});
