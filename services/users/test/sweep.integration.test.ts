import { temporaryFolder } from '@besteam/service-kit/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../src/adapters/postgres/database.ts';
import { inTransactionOn, storeOn } from '../src/adapters/postgres/store.ts';
import type { Store } from '../src/application/ports.ts';
import { sweepExpired } from '../src/application/sweep-expired.ts';
import { newGuest, newRegistered } from '../src/domain/account.ts';
import { type AccountKind, openedSession } from '../src/domain/session.ts';
import { type DatabaseForTests, emptyDatabase, engines, serverAt } from './engines.ts';

const DAY_MS = 86_400_000;
const START = new Date('2026-11-26T20:30:00Z');
const daysAfter = (days: number) => new Date(START.getTime() + days * DAY_MS);

describe.each(engines)('sweeping on %s', (engine) => {
  let server: DatabaseForTests;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let database: Database;
  let store: Store;
  beforeAll(async () => {
    server = await emptyDatabase(engine);
    folder = await temporaryFolder();
    database = await openDatabase({
      server: serverAt(server),
      path: folder.path,
      logger: pino({ level: 'silent' }),
    });
    store = storeOn(database.db);
  });
  afterAll(async () => {
    await database.close();
    await server.remove();
    await folder.remove();
  });

  const sweepAt = (days: number) =>
    sweepExpired({ store, inTransaction: inTransactionOn(database.db), now: () => daysAfter(days) })();
  const openSession = async (id: string, accountId: string, kind: AccountKind, at = START) =>
    store.sessions.insert({ ...openedSession({ id, accountId, tokenHash: 't' }, kind, at), openedFrom: null });
  const addGuest = async (name: string) => {
    const guest = newGuest(name.padEnd(22, '-'), name);
    await store.accounts.insert(guest);
    return guest;
  };
  const told = async () => {
    const rows = await database.db.selectFrom('outbox').select('event').execute();
    return rows.map(({ event }) => JSON.parse(event)).map(({ type, subject }) => ({ type, subject }));
  };

  test('forgets what has expired and nothing else', async () => {
    const account = newRegistered('ana'.padEnd(22, '-'), { email: 'a@b.c', passwordHash: 'h', displayName: 'Ana' });
    await store.accounts.insert(account);
    await openSession('s', account.id, 'registered');
    const link = { accountId: account.id, createdAt: START, expiresAt: daysAfter(1) };
    await store.recoveryLinks.insert({ ...link, hash: 'l' });
    await store.passwordResets.insert({ ...link, hash: 'r' });
    await store.signInFailures.raise({ here: 'h', everywhere: 'e' }, START);

    expect(await sweepAt(0.5)).toBe(0);
    expect(await sweepAt(1)).toBe(4);
    expect(await sweepAt(59)).toBe(0);
    expect(await sweepAt(60)).toBe(1);
    expect(await store.accounts.find(account.id)).toEqual(account);
    expect(await told()).toEqual([]);
  });

  test('forgets a guest 400 days after the last use of the last device, and tells the others', async () => {
    const guest = await addGuest('leo');
    await openSession('phone', guest.id, 'guest');
    await openSession('tablet', guest.id, 'guest', daysAfter(10));
    await sweepAt(409);
    expect(await store.accounts.find(guest.id)).toEqual(guest);
    await sweepAt(410);
    expect(await store.accounts.find(guest.id)).toBeUndefined();
    expect(await told()).toContainEqual({ type: 'besteam.account.deleted.v1', subject: guest.id });
  });

  test('keeps a guest who signed out for 400 days from the last use, and a link may still bring back', async () => {
    const guest = await addGuest('mia');
    await openSession('mia', guest.id, 'guest');
    await store.sessions.end('mia');
    expect(await store.sessions.lock('mia')).toMatchObject({ current: [], previous: [] });
    await store.recoveryLinks.insert({ hash: 'way', accountId: guest.id, createdAt: START, expiresAt: daysAfter(405) });
    await sweepAt(404);
    expect(await store.accounts.find(guest.id)).toEqual(guest);
    await sweepAt(405);
    expect(await store.accounts.find(guest.id)).toBeUndefined();
  });

  test('keeps nothing of the session that a registered account ends', async () => {
    await store.accounts.insert(
      newRegistered('eva'.padEnd(22, '-'), { email: 'eva@b.c', passwordHash: 'h', displayName: 'Eva' }),
    );
    await openSession('eva', 'eva'.padEnd(22, '-'), 'registered');
    await store.sessions.end('eva');
    expect(await store.sessions.lock('eva')).toBeUndefined();
  });

  test('forgets more guests than fit one transaction, each once when two processes sweep at once', async () => {
    const before = (await told()).length;
    for (let i = 0; i < 250; i++) {
      const guest = await addGuest(`crowd-${i}`);
      await openSession(`crowd-${i}`, guest.id, 'guest');
    }
    await Promise.all([sweepAt(400), sweepAt(400)]);
    expect((await told()).length - before).toBe(250);
    const accounts = await database.db.selectFrom('accounts').select('kind').execute();
    expect(accounts.filter(({ kind }) => kind === 'guest')).toEqual([]);
  });
});
