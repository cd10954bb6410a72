import { newId, openDynamoDb, relayClaims } from '@besteam/service-kit';
import { temporaryFolder } from '@besteam/service-kit/testing';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoBallots } from '../src/adapters/dynamodb/ballots.ts';
import { dynamoDepartures } from '../src/adapters/dynamodb/departures.ts';
import { openItems, type Untold } from '../src/adapters/dynamodb/items.ts';
import { lateComers } from '../src/adapters/dynamodb/late-comers.ts';
import { purgeSquad } from '../src/adapters/dynamodb/purge.ts';
import { dynamoSquads } from '../src/adapters/dynamodb/squads.ts';
import { matchesTable } from '../src/adapters/dynamodb/tables.ts';
import { countRaters } from '../src/adapters/dynamodb/tallies.ts';
import { settleBallot } from '../src/application/settle-ballot.ts';

const table = 'matches';
const AT = '2026-11-20T10:00:00.000Z';
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
  const written: Untold[] = [];
  const claims = relayClaims({ documents, table, pendingAttribute: 'outboxShard', now: Date.now });
  const items = openItems(documents, table, claims, (item) => void written.push(item));
  const ballots = dynamoBallots(items);
  const departures = dynamoDepartures(items, documents, table, Date.now);
  const settle = settleBallot({ ballots, departures, clock: () => AT });
  const mayStay = lateComers({ items, purge: purgeSquad(documents, table), settleBallot: settle });
  const rate = async (squadId: string, accountId: string, level: number) => {
    const ballot = { squadId, accountId, ratings: { p: { level } }, version: 1, updatedAt: AT };
    expect(await ballots.save(ballot)).toBe(true);
    return written.at(-1) ?? expect.fail('nothing was written');
  };
  return {
    ballots,
    departures,
    mayStay,
    rate,
    tally: (squadId: string) => items.read({ pk: `SQUAD#${squadId}`, sk: 'TALLY' }),
    squads: dynamoSquads(items, documents, table),
    count: countRaters(items, purgeSquad(documents, table)),
  };
}

describe('what was written too late', () => {
  it('stays where nothing was deleted', async () => {
    const { rate, mayStay, ballots } = aProcess();
    const [squadId, accountId] = [newId(), newId()];
    expect(await mayStay(await rate(squadId, accountId, 3))).toBe(true);
    expect(await ballots.find(squadId, accountId)).toMatchObject({ version: 1 });
  });

  it('goes after its squad', async () => {
    const { rate, mayStay, ballots, squads } = aProcess();
    const [squadId, accountId] = [newId(), newId()];
    await squads.bury(squadId, 2);
    expect(await mayStay(await rate(squadId, accountId, 3))).toBe(false);
    expect(await ballots.ofSquad(squadId)).toEqual([]);
  });

  it('goes after its author', async () => {
    const { rate, mayStay, ballots, departures } = aProcess();
    const [squadId, accountId] = [newId(), newId()];
    await departures.note(accountId);
    expect(await mayStay(await rate(squadId, accountId, 3))).toBe(false);
    expect(await ballots.ofSquad(squadId)).toEqual([]);
  });

  it('belongs to the account that its author was merged into', async () => {
    const { rate, mayStay, ballots, departures } = aProcess();
    const [squadId, guestId, accountId] = [newId(), newId(), newId()];
    await departures.note(guestId, accountId);
    expect(await mayStay(await rate(squadId, guestId, 4))).toBe(false);
    expect(await ballots.ofSquad(squadId)).toMatchObject([{ accountId, ratings: { p: { level: 4 } } }]);
  });

  it('goes when that account is no more either', async () => {
    const { rate, mayStay, ballots, departures } = aProcess();
    const [squadId, guestId, accountId] = [newId(), newId(), newId()];
    await departures.note(accountId);
    await departures.note(guestId, accountId);
    expect(await mayStay(await rate(squadId, guestId, 4))).toBe(false);
    expect(await ballots.ofSquad(squadId)).toEqual([]);
  });
});

it('numbers its counts of raters, so that the greatest number saw the most', async () => {
  const [one, other] = [aProcess(), aProcess()];
  const squadId = newId();
  await one.rate(squadId, newId(), 3);
  const first = await other.count(squadId);
  await other.rate(squadId, newId(), 4);
  const [second, third] = await Promise.all([one.count(squadId), other.count(squadId)]);
  expect(first).toEqual({ raters: 1, version: 1 });
  expect([second.raters, third.raters]).toEqual([2, 2]);
  expect([second.version, third.version].toSorted()).toEqual([2, 3]);
});

it('counts nothing that stays in a squad that was deleted meanwhile', async () => {
  const { squads, count, tally } = aProcess();
  const squadId = newId();
  await squads.bury(squadId, 2);
  await count(squadId);
  expect(await tally(squadId)).toBeUndefined();
});
