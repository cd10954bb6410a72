import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
    database = await openDatabase({ server, path: '', logger });
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

test('a rotated password is read for the next connection, without a restart', async () => {
  const folder = await temporaryFolder();
  const server = await startPostgres({ tls: await serverTls(folder.path) });
  const address = new URL(server.url);
  const passwordFile = join(folder.path, 'password');
  await writeFile(passwordFile, `${decodeURIComponent(address.password)}\n`);
  address.password = '';
  const database = await openDatabase({ server: { url: address.href, passwordFile }, path: '', logger });
  await sql.raw(`alter role ${address.username} password 'another one'`).execute(database.db);
  await writeFile(passwordFile, 'another one');
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()`
    .execute(database.db)
    .catch(() => undefined);
  const atOnce = Array.from({ length: 5 }, () => sql`select pg_sleep(0.1)`.execute(database.db));
  await expect(Promise.all(atOnce)).resolves.toHaveLength(5);

  await writeFile(passwordFile, 'a wrong one');
  const wrong = openDatabase({ server: { url: address.href, passwordFile }, path: '', logger }).then(({ ping }) =>
    ping(),
  );
  await expect(wrong).rejects.toMatchObject({ code: '28P01' });

  await database.close();
  await server.remove();
  await folder.remove();
});
