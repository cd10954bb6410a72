import { getMyAccount, openSession } from '@besteam/contracts/users';
import { newId } from '@besteam/service-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { argon2CostOf, waitingForOne } from '../src/adapters/credentials/password-cost.ts';
import { AT_ONCE } from '../src/adapters/credentials/passwords.ts';
import { startUsers, type UsersUnderTest } from './users-under-test.ts';

/** So dear that sign-ins come faster than they are judged, however busy the machine is. */
const COST = { PASSWORD_MEMORY_MIB: 64, PASSWORD_PASSES: 20 };
/** As many as are hashed and wait. */
const TAKEN = AT_ONCE * (1 + waitingForOne(argon2CostOf(COST)));
const TOO_MANY = 20;

let users: UsersUnderTest;
beforeAll(async () => {
  const settings = {
    PASSWORD_MEMORY_MIB: String(COST.PASSWORD_MEMORY_MIB),
    PASSWORD_PASSES: String(COST.PASSWORD_PASSES),
  };
  const platform = { TRUSTED_PROXIES: '127.0.0.1', RATE_LIMIT_ADDRESS: 1_000_000 };
  users = await startUsers('PGlite', { settings, platform });
});
afterAll(() => users.close());

test('of a storm of sign-ins as many as fit are judged, the others told when to come back, and nobody else waits', async () => {
  const { token } = await users.guest();
  let judged = 0;
  const signIn = async (i: number) => {
    const { response } = await openSession({
      client: users.clientOf(),
      body: { email: `${newId()}@example.org`, password: 'wrong' },
      headers: { 'x-forwarded-for': `10.3.0.${i}` },
    });
    if (response?.status === 401) judged += 1;
    if (response?.status === 503) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    return response?.status;
  };
  const storm = Promise.all(Array.from({ length: TAKEN + TOO_MANY }, (_, i) => signIn(i)));
  const { response } = await getMyAccount({ client: users.clientOf(token) });
  expect(response?.status).toBe(200);
  expect(judged).toBeLessThan(TAKEN);

  const statuses = await storm;
  expect(new Set(statuses)).toEqual(new Set([401, 503]));
  expect(judged).toBeGreaterThanOrEqual(TAKEN);
}, 60_000);
