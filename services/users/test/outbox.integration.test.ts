import { type EventEnvelope, RELAY_LEASE_MS, startRelay } from '@besteam/service-kit';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../src/adapters/postgres/database.ts';
import { OUTBOX_CHANNEL, relayedOutbox } from '../src/adapters/postgres/outbox.ts';
import { inTransactionOn } from '../src/adapters/postgres/store.ts';
import { newGuest } from '../src/domain/account.ts';
import { type DatabaseForTests, emptyDatabase, engines, serverAt } from './engines.ts';

const logger = pino({ level: 'silent' });

describe.each(engines)('the outbox on %s', (engine) => {
  let server: DatabaseForTests;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let database: Database;
  beforeAll(async () => {
    server = await emptyDatabase(engine);
    folder = await temporaryFolder();
    database = await openDatabase({ server: serverAt(server), path: folder.path, logger });
  });
  afterAll(async () => {
    await database.close();
    await server.remove();
    await folder.remove();
  });
  beforeEach(async () => void (await database.db.deleteFrom('outbox').execute()));

  const account = (name: string) => newGuest(name.padEnd(22, 'x'), name);
  const announce = (...names: string[]) =>
    inTransactionOn(database.db)(async ({ outbox }) => {
      for (const name of names) {
        await outbox.add({ type: 'account-changed', account: account(name), at: new Date() });
      }
    });
  const namesOf = (pending: { event: EventEnvelope }[]) =>
    pending.map(({ event }) => Reflect.get(Object(event.data), 'displayName'));

  test('gives events in the order they were written, and drops what was published', async () => {
    await announce('ana', 'leo');
    const outbox = relayedOutbox(database.db);
    const pending = await outbox.pending(10);
    expect(namesOf(pending)).toEqual(['ana', 'leo']);
    for (const one of pending) await outbox.published(one);
    expect(await database.db.selectFrom('outbox').selectAll().execute()).toEqual([]);
  });

  test('keeps nothing of a transaction that failed', async () => {
    const failing = inTransactionOn(database.db)(async ({ outbox }) => {
      await outbox.add({ type: 'account-changed', account: account('ana'), at: new Date() });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await relayedOutbox(database.db).pending(10)).toEqual([]);
  });

  test('gives each event to one of several relays', async () => {
    await announce(...Array.from({ length: 20 }, (_, i) => `player-${i}`));
    const batches = await Promise.all(Array.from({ length: 5 }, () => relayedOutbox(database.db).pending(4)));
    const names = batches.flatMap(namesOf);
    expect(names).toHaveLength(20);
    expect(new Set(names).size).toBe(20);
  });

  test('gives an event again when the relay that took it was lost', async () => {
    await announce('ana');
    const outbox = relayedOutbox(database.db);
    await outbox.pending(10);
    expect(await outbox.pending(10)).toEqual([]);
    await database.db
      .updateTable('outbox')
      .set({ leasedUntil: new Date(Date.now() - 1000) })
      .execute();
    expect(namesOf(await outbox.pending(10))).toEqual(['ana']);
  });

  test('lets a relay that comes back late drop nothing that another has taken since', async () => {
    await announce('ana');
    const [late, heir] = [relayedOutbox(database.db), relayedOutbox(database.db)];
    const [stale] = await late.pending(10);
    const ended = new Date(Date.now() - 1000);
    await database.db.updateTable('outbox').set({ leasedUntil: ended }).execute();
    // Leases are told apart by their millisecond.
    await expect.poll(() => Date.now()).toBeGreaterThan((stale?.leasedUntil.getTime() ?? 0) - RELAY_LEASE_MS + 1);
    const [taken] = await heir.pending(10);
    if (!stale || !taken) throw new Error('nothing pends');
    await late.published(stale);
    expect(await heir.lag?.()).toMatchObject({ pending: 1 });
    await heir.published(taken);
    expect(await heir.lag?.()).toEqual({ pending: 0, oldestMs: 0 });
  });

  test('wakes its listeners at the commit', async () => {
    let heard = Promise.withResolvers<void>();
    const stop = await database.listen(OUTBOX_CHANNEL, () => heard.resolve());
    if (engine === 'PostgreSQL') await heard.promise; // it calls back once when it listens
    heard = Promise.withResolvers();
    await announce('ana');
    await heard.promise;
    await stop();
  });

  test('is emptied by relays that share it, each event published once', async () => {
    const published: string[] = [];
    const publish = async (event: EventEnvelope) => void published.push(event.id);
    const bus = { publish } as unknown as Parameters<typeof startRelay>[0]['bus'];
    const names = Array.from({ length: 30 }, (_, i) => `player-${i}`);
    await announce(...names);
    const relays = [1, 2].map(() => startRelay({ outbox: relayedOutbox(database.db), bus, logger }));
    await Promise.all(relays.map((relay) => relay.drain()));
    await Promise.all(relays.map((relay) => relay.stop()));
    expect(new Set(published).size).toBe(30);
    expect(published).toHaveLength(30);
  });
});
