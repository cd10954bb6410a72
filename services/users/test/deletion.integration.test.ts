import { temporaryFolder } from '@besteam/service-kit/testing';
import { sql } from 'kysely';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { openDatabase } from '../src/adapters/postgres/database.ts';
import { inTransactionOn, storeOn } from '../src/adapters/postgres/store.ts';
import { deleteMyAccount } from '../src/application/delete-my-account.ts';
import { newRegistered } from '../src/domain/account.ts';
import { openedSession } from '../src/domain/session.ts';
import { emptyDatabase, engines, serverAt } from './engines.ts';

const TABLES = ['accounts', 'sessions', 'recovery_links', 'password_resets', 'sign_in_failures', 'outbox'];

test.each(engines)('of a deleted account nothing personal remains in any table on %s', async (engine) => {
  const server = await emptyDatabase(engine);
  const folder = await temporaryFolder();
  const database = await openDatabase({
    server: serverAt(server),
    path: folder.path,
    logger: pino({ level: 'silent' }),
  });
  const everything = async () => {
    const rows = TABLES.map((table) => sql`select t::text as row from ${sql.table(table)} t`.execute(database.db));
    return JSON.stringify((await Promise.all(rows)).map((result) => result.rows));
  };

  const store = storeOn(database.db);
  const now = new Date();
  const registration = { email: 'marta@example.org', passwordHash: '$argon2id$secret', displayName: 'Marta López' };
  const account = newRegistered('m'.repeat(22), registration);
  await store.accounts.insert(account);
  const ids = { id: 'the-session', accountId: account.id, tokenHash: 'the-token' };
  await store.sessions.insert({ ...openedSession(ids, 'registered', now), openedFrom: 'the-network' });
  const link = { accountId: account.id, createdAt: now, expiresAt: new Date(now.getTime() + 60_000) };
  await store.recoveryLinks.insert({ ...link, hash: 'the-link' });
  await store.passwordResets.insert({ ...link, hash: 'the-reset' });
  const traces = ['marta@example.org', 'Marta', 'argon2id', 'the-session', 'the-token', 'the-network', 'the-link'];
  for (const trace of [...traces, 'the-reset']) expect(await everything()).toContain(trace);

  const removeMe = deleteMyAccount({ inTransaction: inTransactionOn(database.db), now: () => now });
  await removeMe({ accountId: account.id, provedAt: now.getTime() / 1000 });
  for (const trace of [...traces, 'the-reset']) expect(await everything()).not.toContain(trace);
  expect(await everything()).toContain('besteam.account.deleted.v1');

  await database.close();
  await server.remove();
  await folder.remove();
});
