import { join } from 'node:path';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  type DynamoDb,
  type EventBus,
  newId,
  openDynamoDb,
  RELAY_LEASE_MS,
  type RelayClaims,
  relayClaims,
  startRelay,
} from '@besteam/service-kit';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountsInDynamoDb } from '../src/adapters/dynamodb/accounts.ts';
import { activityInDynamoDb } from '../src/adapters/dynamodb/activity.ts';
import { list, mySquadsInDynamoDb } from '../src/adapters/dynamodb/my-squads.ts';
import { type OutboxOptions, squadOutbox } from '../src/adapters/dynamodb/outbox.ts';
import type { SquadItem } from '../src/adapters/dynamodb/squad-item.ts';
import { squadsInDynamoDb } from '../src/adapters/dynamodb/squads.ts';
import { TABLE, TABLES } from '../src/adapters/dynamodb/tables.ts';
import { type Squad, withoutMember } from '../src/domain/squad.ts';
import { AT, aSquad } from './squad-builder.ts';
import { type RunningStore, stores } from './stores.ts';

describe.each(stores)('squads on $title', ({ skipped, start }) => {
  if (skipped) return it.skip('is not to be had', () => {});
  let running: RunningStore;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let store: DynamoDb;
  let documents: DynamoDBDocumentClient;
  let claims: RelayClaims;
  beforeAll(async () => {
    folder = await temporaryFolder();
    running = await start();
    const logger = pino({ level: 'silent' });
    const path = join(folder.path, 'players');
    const { DYNAMODB_ENDPOINT: endpoint, DYNAMODB_ANSWER_MS: answerMs } = running.settings;
    store = await openDynamoDb({ endpoint, answerMs, path, tables: TABLES, logger });
    documents = store.documents;
    claims = aRelay();
  });
  afterAll(async () => {
    await store.close();
    await running.close();
    await folder.remove();
  });

  const now = () => Date.now();
  const aRelay = (clock = now) => relayClaims({ documents, table: TABLE, pendingAttribute: 'outboxShard', now: clock });
  const stored = () => squadsInDynamoDb(documents, now, claims, () => {});
  const aNewSquad = (outline = {}) => ({ ...aSquad(outline), id: newId() });
  const outboxWith = (options: Partial<OutboxOptions> = {}) =>
    squadOutbox({
      documents,
      logger: pino({ level: 'silent' }),
      now,
      claims,
      onListed: async () => {},
      onDeleted: async () => {},
      ...options,
    });
  const pendingOf = async (squadId: string) =>
    (await outboxWith().pending(100)).find((pending) => pending.squadId === squadId);

  it('reads back what was written', async () => {
    const squad = aNewSquad({ members: 3, players: ['Leo'] });
    expect(await stored().add(squad)).toBe(true);
    expect(await stored().load(squad.id)).toEqual(squad);
    expect(await stored().add(squad)).toBe(false);
  });

  it('keeps no activity of a deleted squad, also when it is told of late', async () => {
    const activity = activityInDynamoDb(documents, now);
    const id = newId();
    const told = { raters: 3, count: 1, at: AT };
    await activity.rated(id, told);
    expect(await activity.of(id)).toMatchObject({ raters: 3 });
    await activity.forget(id);
    await activity.rated(id, { ...told, count: 2 });
    await activity.matchChanged(id, AT, true);
    expect(await activity.of(id)).toEqual({ raters: 0 });
  });

  it('writes only over the version that was seen', async () => {
    const squad = aNewSquad();
    await stored().add(squad);
    const after = { ...squad, name: 'New', version: 2 };
    expect(await stored().save(after, squad)).toBe(true);
    expect(await stored().save({ ...squad, name: 'Other', version: 2 }, squad)).toBe(false);
    expect(await stored().load(squad.id)).toEqual(after);
    expect(await stored().delete(squad)).toBe(false);
    expect(await stored().delete(after)).toBe(true);
    expect(await stored().load(squad.id)).toBeUndefined();
    expect(await stored().save({ ...after, version: 3 }, after)).toBe(false);
    expect(await stored().add(squad)).toBe(false);
  });

  it('knows its own write whose answer was lost', async () => {
    /** As the SDK does when no answer came: the same command once more. */
    const repeating = Object.create(documents, {
      send: {
        value: async (command: Parameters<typeof documents.send>[0]) => {
          if (/Put|Update/.test(command.constructor.name)) await documents.send(command);
          return documents.send(command);
        },
      },
    }) as DynamoDBDocumentClient;
    const heard: SquadItem[] = [];
    const unlucky = squadsInDynamoDb(repeating, now, claims, ({ item }) => void heard.push(item));
    const squad = aNewSquad();
    expect(await unlucky.add(squad)).toBe(true);
    expect(await unlucky.save({ ...squad, version: 2 }, squad)).toBe(true);
    expect(await unlucky.delete({ ...squad, version: 2 })).toBe(true);
    expect(heard.map(({ version, squad: document }) => [version, document?.name])).toEqual([
      [1, squad.name],
      [2, squad.name],
      [3, undefined],
    ]);
  });

  it('lets one of fifty writers win', async () => {
    const squad = aNewSquad();
    await stored().add(squad);
    const writers = Array.from({ length: 50 }, (_, index) =>
      stored().save({ ...squad, name: `Name ${index}`, version: 2 }, squad),
    );
    expect((await Promise.all(writers)).filter(Boolean)).toHaveLength(1);
  });

  it('has in its outbox what was not published, as it is now, once', async () => {
    const squad = aNewSquad();
    await stored().add(squad);
    await stored().save({ ...squad, name: 'Second', version: 2 }, squad);
    const pending = await pendingOf(squad.id);
    expect(pending?.event).toMatchObject({ id: `${squad.id}-2`, data: { version: 2, name: 'Second' } });
    if (!pending) throw new Error('nothing is pending');
    await outboxWith().published(pending);
    expect(await pendingOf(squad.id)).toBeUndefined();
    expect(await stored().load(squad.id)).toMatchObject({ version: 2 });
  });

  it('keeps in its outbox what changed while it was being published', async () => {
    const squad = aNewSquad();
    await stored().add(squad);
    const first = await pendingOf(squad.id);
    if (!first) throw new Error('nothing is pending');
    await stored().save({ ...squad, name: 'Second', version: 2 }, squad);
    await outboxWith().published(first);
    expect((await pendingOf(squad.id))?.event).toMatchObject({ data: { version: 2 } });
  });

  it('leaves to another replica what that has just written, until it takes too long', async () => {
    const squad = aNewSquad();
    await stored().add(squad);
    const seenBy = async (other: RelayClaims) =>
      (await outboxWith({ claims: other }).pending(100)).some(({ squadId }) => squadId === squad.id);
    const later = () => aRelay(() => now() + RELAY_LEASE_MS + 1000);
    expect(await seenBy(aRelay())).toBe(false);
    const [one, two] = [later(), later()];
    expect((await Promise.all([seenBy(one), seenBy(two)])).toSorted()).toEqual([false, true]);
  });

  it('does not let a replica that comes back late mark what another has taken over', async () => {
    const squad = aNewSquad();
    await stored().add(squad);
    const late = await pendingOf(squad.id);
    const heir = outboxWith({ claims: aRelay(() => now() + RELAY_LEASE_MS + 1000) });
    const taken = (await heir.pending(100)).find(({ squadId }) => squadId === squad.id);
    if (!late || !taken) throw new Error('nothing is pending');
    const before = await heir.lag?.();
    await outboxWith().published(late);
    expect(await heir.lag?.()).toMatchObject({ pending: before?.pending });
    await heir.published(taken);
    expect(await heir.lag?.()).toMatchObject({ pending: (before?.pending ?? 0) - 1 });
  });

  it('is emptied by two relays, each squad published once; a killed one’s are taken over', async () => {
    const published: string[] = [];
    const bus = { publish: async ({ id }: { id: string }) => void published.push(id) } as unknown as EventBus;
    const logger = pino({ level: 'silent' });
    const relayOf = (own: RelayClaims) => startRelay({ outbox: outboxWith({ claims: own }), bus, logger });
    const [ana, leo, killed] = [aRelay(), aRelay(), aRelay()];
    const written: string[] = [];
    for (const [index, writer] of [ana, leo, killed, ana, leo, killed].entries()) {
      const squad = { ...aNewSquad(), name: `Squad ${index}` };
      await squadsInDynamoDb(documents, now, writer, () => {}).add(squad);
      written.push(`${squad.id}-1`);
    }
    const mine = () => published.filter((id) => written.includes(id)).toSorted();
    const left = written.filter((_, index) => index % 3 === 2);
    const relays = [ana, leo].map(relayOf);
    await Promise.all(relays.map((relay) => relay.drain()));
    expect(mine()).toEqual(written.filter((id) => !left.includes(id)).toSorted());
    await Promise.all(relays.map((relay) => relay.stop()));
    const heirs = [1, 2].map(() => relayOf(aRelay(() => now() + RELAY_LEASE_MS + 1000)));
    await Promise.all(heirs.map((relay) => relay.drain()));
    expect(mine()).toEqual(written.toSorted());
    await Promise.all(heirs.map((relay) => relay.stop()));
  });

  it('publishes the others when one squad cannot be prepared', async () => {
    const [stuck, other] = [aNewSquad(), aNewSquad()];
    for (const squad of [stuck, other]) await stored().add(squad);
    const onListed = async ({ id }: Squad) => {
      if (id === stuck.id) throw new Error('cannot follow an account');
    };
    const pending = (await outboxWith({ onListed }).pending(100)).map(({ squadId }) => squadId);
    expect(pending).toContain(other.id);
    expect(pending).not.toContain(stuck.id);
    expect(await pendingOf(stuck.id)).toBeDefined();
  });

  it('follows an account that is listed as kept out, as it does a member', async () => {
    const squad = { ...aNewSquad({ members: 2 }), removed: [{ accountId: 'kept-out', at: AT }] };
    await stored().add(squad);
    const followed: string[] = [];
    const onListed = async ({ id }: Squad, accountId: string) => {
      if (id === squad.id) followed.push(accountId);
    };
    await outboxWith({ onListed }).pending(100);
    expect(followed.toSorted()).toEqual(['kept-out', 'member-1', 'owner']);
  });

  it('does not name a guest again who was merged', async () => {
    const accounts = accountsInDynamoDb(documents, now);
    const accountId = newId();
    await accounts.merged(accountId, 'account');
    await accounts.changed(accountId, { displayName: 'Leo', kind: 'guest' }, 1);
    expect(await accounts.find(accountId)).not.toHaveProperty('displayName');
  });

  it('knows an account without a name, and one that is gone for good', async () => {
    const accounts = accountsInDynamoDb(documents, now);
    const accountId = newId();
    await accounts.changed(accountId, { displayName: 'Leo', kind: 'guest' }, 1);
    await accounts.changed(accountId, { displayName: '', kind: 'registered' }, 2);
    expect(await accounts.find(accountId)).toMatchObject({ kind: 'registered' });
    expect(await accounts.find(accountId)).not.toHaveProperty('displayName');
    await accounts.deleted(accountId);
    await accounts.changed(accountId, { displayName: 'Late', kind: 'registered' }, 3);
    const gone = await accounts.find(accountId);
    expect(gone).toMatchObject({ deleted: true });
    expect(gone).not.toHaveProperty('displayName');
  });

  it('leaves a tombstone that is published with a newer version', async () => {
    const squad = aNewSquad({ members: 2 });
    await stored().add(squad);
    await stored().delete(squad);
    const pending = await pendingOf(squad.id);
    expect(pending?.event).toMatchObject({ type: 'besteam.squad.deleted.v1', data: { squadId: squad.id, version: 2 } });
  });

  it('lists squads for those who are in them, in whatever order the news come', async () => {
    const accountId = newId();
    const squad = { ...aNewSquad(), ownerId: accountId };
    const owner = aSquad().members['owner'];
    if (!owner) throw new Error('the builder makes an owner');
    const inhabited = { ...squad, members: { [accountId]: { ...owner, accountId } } };
    const entry = { squadId: squad.id, accountId, nowMs: now() };
    const mine = mySquadsInDynamoDb(documents);
    await list(documents, { ...entry, version: 1, squad: inhabited });
    expect(await mine.owned(accountId)).toBe(1);
    await list(documents, { ...entry, version: 3, squad: withoutMember(inhabited, accountId) });
    await list(documents, { ...entry, version: 2, squad: { ...inhabited, name: 'Late news' } });
    expect(await mine.page(accountId, 20)).toEqual({ items: [] });
    expect(await mine.all(accountId)).toEqual([]);
    const removed = [{ accountId, at: new Date(now()).toISOString() }];
    await list(documents, { ...entry, version: 4, squad: { ...withoutMember(inhabited, accountId), removed } });
    expect(await mine.page(accountId, 20)).toEqual({ items: [] });
    expect(await mine.all(accountId)).toEqual([squad.id]);
  });
});
