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

test('of a storm of sign-ins no more are turned away than do not fit, with a time to come back, and nobody else waits', async () => {
  const { token } = await users.guest();
  const statuses: (number | undefined)[] = [];
  const signIn = async (i: number) => {
    const { response } = await openSession({
      client: users.clientOf(),
      body: { email: `${newId()}@example.org`, password: 'wrong' },
      headers: { 'x-forwarded-for': `10.3.0.${i}` },
    });
    // On a busy machine a client may give up: who waits for two seconds of work waits for longer there.
    statuses.push(response?.status);
    if (response?.status === 503) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  };
  const storm = Promise.all(Array.from({ length: TAKEN + TOO_MANY }, (_, i) => signIn(i)));
  const { response } = await getMyAccount({ client: users.clientOf(token) });
  expect(response?.status).toBe(200);
  expect(statuses.filter((status) => status === 401).length).toBeLessThan(TAKEN);

  await storm;
  const turnedAway = statuses.filter((status) => status === 503).length;
  expect(turnedAway).toBeGreaterThan(0);
  expect(turnedAway).toBeLessThanOrEqual(TOO_MANY);
  expect(statuses.filter((status) => status !== undefined && status !== 401 && status !== 503)).toEqual([]);
}, 60_000);
