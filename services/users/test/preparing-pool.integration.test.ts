import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../src/adapters/postgres/database.ts';
import { inTransactionOn, storeOn } from '../src/adapters/postgres/store.ts';
import { newGuest } from '../src/domain/account.ts';
import { openedSession } from '../src/domain/session.ts';
import { type DatabaseForTests, emptyDatabase } from './engines.ts';

let server: DatabaseForTests;
let database: Database;
beforeAll(async () => {
  server = await emptyDatabase('PostgreSQL');
  database = await openDatabase({ server: { url: server.url ?? '' }, path: '', logger: pino({ level: 'silent' }) });
});
afterAll(async () => {
  await database.close();
  await server.remove();
});

const id = (name: string) => name.padEnd(22, '-');
const email = 'leo@example.org';
const keys = { here: 'h', everywhere: 'e' };
const now = new Date();

test('a statement is prepared once on a connection, whatever its parameters', async () => {
  await database.db.connection().execute(async (db) => {
    const { accounts } = storeOn(db);
    for (const name of ['leo', 'mia', 'ana']) expect(await accounts.find(id(name))).toBeUndefined();
    const { rows } = await sql<{ uses: number }>`
      select (generic_plans + custom_plans)::integer as uses from pg_prepared_statements
      where statement like ${'select % from "accounts" where "id" = $1'}`.execute(db);
    expect(rows).toEqual([{ uses: 3 }]);
  });
});

test('what is prepared goes on working when the next release adds a column to every table', async () => {
  const use = async () =>
    inTransactionOn(database.db)(async (store) => {
      const { accounts, sessions, recoveryLinks, signInFailures, outbox } = store;
      const account = newGuest(id('leo'), 'Leo');
      await accounts.insert(account);
      await sessions.insert({
        ...openedSession({ id: 's', accountId: account.id, tokenHash: 't' }, 'guest', now),
        openedFrom: null,
      });
      await recoveryLinks.insert({ hash: 'l', accountId: account.id, createdAt: now, expiresAt: now });
      await signInFailures.raise(keys, now);
      await outbox.add({ type: 'account-changed', account, at: now });
      const seen = [
        await accounts.lock(account.id),
        await accounts.findByEmail(email),
        await sessions.lock('s'),
        await recoveryLinks.find('l', new Date(0)),
        await signInFailures.find(keys),
        await signInFailures.findWithAccount(keys, email),
      ];
      await signInFailures.clear(keys);
      await accounts.delete(account.id);
      return seen;
    });
  const before = await use();
  for (const table of ['accounts', 'sessions', 'recovery_links', 'password_resets', 'sign_in_failures', 'outbox']) {
    await sql`alter table ${sql.table(table)} add column of_the_next_release text`.execute(database.db);
  }
  expect(await use()).toEqual(before);
});
