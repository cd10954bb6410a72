import { temporaryFolder } from '@besteam/service-kit/testing';
import { freePort, startPostgres } from '@besteam/service-kit/testing/servers';
import pg from 'pg';
import { expect, it } from 'vitest';
import { startStandalone } from '../../standalone/src/standalone.ts';
import { trustingFetch } from '../../standalone/test/trusting-fetch.ts';
import { TRANSACTIONS_OF_A_REQUEST } from './traffic.ts';

const VISITS = 60;

it('the model reckons with the transactions that a visit takes', async () => {
  const folder = await temporaryFolder();
  const postgres = await startPostgres();
  // The first start also makes the schema.
  await run(0);
  const [without, visited] = [await run(0), await run(VISITS)];
  expect((visited - without) / VISITS).toBeCloseTo(TRANSACTIONS_OF_A_REQUEST, 0);
  await postgres.remove();
  await folder.remove();

  /** Transactions of a process from its start to its end, with so many visits of a guest. */
  async function run(visits: number): Promise<number> {
    const before = await committed(postgres.url);
    const env = { DATA_DIR: folder.path, PORT: String(await freePort()), HOST: 'localhost', LOG_LEVEL: 'fatal' };
    const besteam = await startStandalone({ ...env, DATABASE_URL: postgres.url });
    const { fetch, close } = trustingFetch(besteam.caFile ?? '');
    const ask = async (path: string, cookie: string) => {
      const headers = { origin: besteam.origin, 'content-type': 'application/json', cookie };
      const answer = await fetch(`${besteam.origin}/api/users/v1${path}`, { method: 'POST', headers, body: '{}' });
      expect(answer.ok).toBe(true);
      return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    };
    let cookie = await ask('/guest-sessions', '');
    for (let visit = 0; visit < visits; visit++) cookie = await ask('/sessions/refresh', cookie);
    await close();
    await besteam.close();
    return (await committed(postgres.url)) - before;
  }
});

/** How many the database has seen. Its processes tell when they end, so it is asked until nobody else is connected. */
async function committed(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const others = 'select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()';
  await expect.poll(async () => (await client.query(others)).rowCount).toBe(0);
  const { rows } = await client.query('select xact_commit from pg_stat_database where datname = current_database()');
  await client.end();
  return Number(rows[0].xact_commit);
}
