import { getMyAccount, updateMyAccount } from '@besteam/contracts/users';
import { postgres, type RealServer } from '@besteam/service-kit/testing/servers';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startUsers, type UsersUnderTest } from './users-under-test.ts';

const SOON_MS = 2000;

/** A server that others run is not ours to stop. */
describe.skipIf(process.env['DATABASE_URL'])('when PostgreSQL', () => {
  let server: RealServer;
  let users: UsersUnderTest;
  beforeAll(async () => {
    server = await postgres().start();
    users = await startUsers('PostgreSQL', { database: server, settings: { DATABASE_ANSWER_MS: '900' } });
  });
  afterAll(async () => {
    await users.close();
    await server.remove();
  });

  const ready = () => users.platform.fetch(`${users.origin}/health/ready`);

  test('does not answer, a caller gets 503 with Retry-After within 2 s', async () => {
    const { token } = await users.guest();
    const holder = new pg.Client({ connectionString: server.url });
    await holder.connect();
    await holder.query('begin; lock table accounts');
    const before = performance.now();
    const { response } = await getMyAccount({ client: users.clientOf(token) });
    expect(response?.status).toBe(503);
    expect(response?.headers.get('retry-after')).toBe('2');
    expect(performance.now() - before).toBeLessThan(SOON_MS);
    await holder.query('rollback');
    await holder.end();
  });

  test('is away, health says so; when it is back, all goes on without a restart', async () => {
    const guest = await users.guest();
    const client = users.clientOf(guest.token);
    await server.signal('SIGKILL');
    const before = performance.now();
    const { response } = await getMyAccount({ client });
    expect(response?.status).toBe(503);
    expect(performance.now() - before).toBeLessThan(SOON_MS);
    expect((await ready()).status).toBe(503);

    await server.start();
    await expect.poll(async () => (await ready()).status, { interval: 100 }).toBe(200);
    const renamed = await updateMyAccount({ client, body: { displayName: 'Back' } });
    expect(renamed.response?.status).toBe(200);
    const events = await users.heard('besteam.account.changed.v1', guest.accountId, 2);
    expect(events[1]?.data).toMatchObject({ displayName: 'Back' });
  });
});
