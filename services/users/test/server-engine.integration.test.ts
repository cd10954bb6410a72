import { isInfrastructureFailure } from '@besteam/service-kit';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { type RealServer, serverTls, startPostgres } from '@besteam/service-kit/testing/servers';
import { type Kysely, sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../src/adapters/postgres/database.ts';
import type { Tables } from '../src/adapters/postgres/schema.ts';

const logger = pino({ level: 'silent' });

describe('a PostgreSQL that asks for encryption', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let server: RealServer;
  let database: Database;
  let db: Kysely<Tables>;
  beforeAll(async () => {
    folder = await temporaryFolder();
    server = await startPostgres({ tls: await serverTls(folder.path) });
    database = await openDatabase({ url: server.url, path: '', logger });
    db = database.db;
  });
  afterAll(async () => {
    await database.close();
    await server.remove();
    await folder.remove();
  });

  test('is reached with the address’s own authority, by name', async () => {
    expect(server.url).toContain('sslmode=verify-full&sslrootcert=');
    const { rows } = await sql<{ ssl: boolean }>`
      select ssl from pg_stat_ssl where pid = pg_backend_pid()`.execute(db);
    expect(rows).toEqual([{ ssl: true }]);
  });

  test('ends a statement itself that takes too long, and the connection is good for the next', async () => {
    const asked = performance.now();
    const failure = await sql`select pg_sleep(30)`.execute(db).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: '57014' });
    expect(isInfrastructureFailure(failure)).toBe(true);
    expect(performance.now() - asked).toBeLessThan(2000);
    const { rows } = await sql`
      select query from pg_stat_activity where state = 'active' and query like '%pg_sleep(30)' `.execute(db);
    expect(rows).toEqual([]);
  });
});
