import { openDynamoDb } from '@besteam/service-kit';
import { temporaryFolder } from '@besteam/service-kit/testing';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countRaters, dynamoBallots } from '../src/adapters/dynamodb/ballots.ts';
import { openItems, type Untold } from '../src/adapters/dynamodb/items.ts';
import { dynamoOutbox } from '../src/adapters/dynamodb/outbox.ts';
import { matchesTable } from '../src/adapters/dynamodb/tables.ts';
import { tellOf } from '../src/adapters/events/tell.ts';
import type { Ballot } from '../src/domain/ballot.ts';

const LONG_AGO = '2026-11-20T10:00:00.000Z';
const table = 'matches';
let store: Awaited<ReturnType<typeof openDynamoDb>>;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  folder = await temporaryFolder();
  store = await openDynamoDb({ path: folder.path, tables: [matchesTable(table)], logger: pino({ level: 'silent' }) });
});
afterAll(async () => {
  await store.close();
  await folder.remove();
});

/** One process's view of the store. */
function aProcess() {
  const { documents } = store;
  const untold: Untold[] = [];
  const items = openItems(documents, table, (item) => void untold.push(item));
  return { untold, ballots: dynamoBallots(items), outbox: dynamoOutbox(documents, table, tellOf(countRaters(items))) };
}

function ballot(squadId: string, accountId: string, change: Partial<Ballot> = {}): Ballot {
  return { squadId, accountId, ratings: { p: { level: 3 } }, version: 1, updatedAt: LONG_AGO, ...change };
}

describe('the outbox', () => {
  it('tells of what a process wrote that ended before it could', async () => {
    const ended = aProcess();
    await ended.ballots.save(ballot('s1', 'a'));
    const next = aProcess();
    const [pending] = await next.outbox.pending(50);
    expect(pending?.event).toMatchObject({
      subject: 's1',
      data: { squadId: 's1', raters: 1, at: LONG_AGO, version: 1 },
    });
    if (!pending) throw new Error('nothing pends');
    await next.outbox.published(pending);
    expect(await aProcess().outbox.pending(50)).toEqual([]);
  });

  it('tells once of several ballots of one squad, and marks them all', async () => {
    const writer = aProcess();
    for (const accountId of ['a', 'b', 'c']) await writer.ballots.save(ballot('s2', accountId));
    const { outbox } = aProcess();
    const pending = await outbox.pending(50);
    expect(pending.map(({ event }) => event.data)).toMatchObject([{ squadId: 's2', raters: 3 }]);
    for (const one of pending) await outbox.published(one);
    expect(await aProcess().outbox.pending(50)).toEqual([]);
  });

  it('does not mark a newer version that was written while the older one was told', async () => {
    const { ballots, outbox, untold } = aProcess();
    await ballots.save(ballot('s3', 'a'));
    for (const item of untold) outbox.add(item);
    const [first] = await outbox.pending(50);
    await ballots.save(ballot('s3', 'a', { version: 2, ratings: {} }));
    for (const item of untold) outbox.add(item);
    if (!first) throw new Error('nothing pends');
    await outbox.published(first);
    const [second] = await outbox.pending(50);
    expect(second?.event).toMatchObject({ data: { version: 2, raters: 0 } });
    expect(second?.event.id).not.toBe(first.event.id);
    if (second) await outbox.published(second);
    expect(await outbox.pending(50)).toEqual([]);
  });

  it('leaves to another process what that has only just written', async () => {
    const writer = aProcess();
    await writer.ballots.save(ballot('s4', 'a', { updatedAt: new Date().toISOString() }));
    expect(await aProcess().outbox.pending(50)).toEqual([]);
  });

  it('gives the same version the same id, which says nothing of whose it was', async () => {
    const { ballots, outbox, untold } = aProcess();
    await ballots.save(ballot('s5', 'somebody'));
    for (const item of untold) outbox.add(item);
    const [[one], [two]] = [await outbox.pending(50), await outbox.pending(50)];
    expect(one?.event.id).toBe(two?.event.id);
    expect(JSON.stringify(one?.event)).not.toContain('somebody');
  });
});
