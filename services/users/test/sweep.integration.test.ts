import { temporaryFolder } from '@besteam/service-kit/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../src/adapters/postgres/database.ts';
import { storeOn } from '../src/adapters/postgres/store.ts';
import { sweepExpired } from '../src/application/sweep-expired.ts';
import { newGuest } from '../src/domain/account.ts';
import { openedSession } from '../src/domain/session.ts';
import { type DatabaseForTests, emptyDatabase, engines } from './engines.ts';

const DAY_MS = 86_400_000;
const START = new Date('2026-11-26T20:30:00Z');

describe.each(engines)('sweeping on %s', (engine) => {
  let server: DatabaseForTests;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let database: Database;
  beforeAll(async () => {
    server = await emptyDatabase(engine);
    folder = await temporaryFolder();
    database = await openDatabase({ url: server.url, path: folder.path, logger: pino({ level: 'silent' }) });
  });
  afterAll(async () => {
    await database.close();
    await server.remove();
    await folder.remove();
  });

  test('forgets what has expired and nothing else', async () => {
    const store = storeOn(database.db);
    const guest = newGuest('g'.repeat(22), 'Leo');
    await store.accounts.insert(guest);
    const ids = { id: 's', accountId: guest.id, tokenHash: 't' };
    await store.sessions.insert(openedSession(ids, 'guest', START));
    const link = { accountId: guest.id, createdAt: START, expiresAt: new Date(START.getTime() + DAY_MS) };
    await store.recoveryLinks.insert({ ...link, hash: 'l' });
    await store.passwordResets.insert({ ...link, hash: 'r' });
    await store.signInFailures.save('k', { count: 3, lastAt: START });
    const sweepAt = (days: number) => sweepExpired({ store, now: () => new Date(START.getTime() + days * DAY_MS) })();

    expect(await sweepAt(0.5)).toBe(0);
    expect(await sweepAt(1)).toBe(3);
    expect(await sweepAt(399)).toBe(0);
    expect(await sweepAt(400)).toBe(1);
    expect(await store.accounts.find(guest.id)).toEqual(guest);
  });
});
