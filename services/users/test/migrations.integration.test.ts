import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PGlite } from '@electric-sql/pglite';
import { type Dialect, PGliteDialect, sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tablesOn } from '../src/adapters/postgres/database.ts';
import { migrate } from '../src/adapters/postgres/migrate.ts';
import { serverForMigrations } from '../src/adapters/postgres/server-engine.ts';
import { storeOn } from '../src/adapters/postgres/store.ts';
import { newGuest, newRegistered } from '../src/domain/account.ts';
import { type DatabaseForTests, emptyDatabase, engines } from './engines.ts';

const PREVIOUS = '0002-recovery';
const logger = pino({ level: 'silent' });
const migrateProgram = fileURLToPath(new URL('../src/migrate.ts', import.meta.url));

describe.each(engines)('the schema on %s', (engine) => {
  let database: DatabaseForTests;
  let dialect: () => Dialect;
  beforeAll(async () => {
    database = await emptyDatabase(engine);
    dialect = () =>
      database.url === undefined
        ? new PGliteDialect({ pglite: () => PGlite.create() })
        : serverForMigrations({ url: database.url }, logger);
  });
  afterAll(() => database.remove());

  test('goes from nothing to the previous release’s and on to this one’s, and keeps the accounts, guests of before for 400 days', async () => {
    const db = tablesOn(dialect());
    await migrate(db, PREVIOUS);
    const registration = { email: 'Ana@example.org', passwordHash: '$argon2id$', displayName: 'Ana' };
    const account = newRegistered('a'.repeat(22), registration);
    await storeOn(db).accounts.insert(account);
    const guest = newGuest('g'.repeat(22), 'Leo');
    await storeOn(db).accounts.insert(guest);
    await migrate(db);
    expect(await storeOn(db).accounts.findByEmail('ana@EXAMPLE.org')).toEqual(account);
    await migrate(db);

    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
    expect(await storeOn(db).accounts.lockAbandonedGuests(inDays(399), 10)).toEqual([]);
    expect(await storeOn(db).accounts.lockAbandonedGuests(inDays(401), 10)).toEqual([guest]);
    await db.destroy();
  });
});

describe('the schema on a PostgreSQL of its own', () => {
  test.each([
    ['nothing', undefined],
    ['the previous release’s', PREVIOUS],
  ])(
    'is brought up from %s by one of three processes that start at once',
    async (_, from) => {
      const { url = '', remove } = await emptyDatabase('PostgreSQL');
      const db = tablesOn(serverForMigrations({ url }, logger));
      if (from) await migrate(db, from);
      const env = { ...process.env, DATABASE_URL: url };
      await Promise.all([1, 2, 3].map(() => promisify(execFile)(process.execPath, [migrateProgram], { env })));
      const { rows } = await sql`select name from kysely_migration order by name`.execute(db);
      const names = ['0001-accounts-and-sessions', '0002-recovery', '0003-openings-and-guests'];
      expect(rows).toEqual(names.map((name) => ({ name })));
      await db.destroy();
      await remove();
    },
    90_000,
  );
});
