import { openDynamoDb, relayClaims } from '@besteam/service-kit';
import { temporaryFolder } from '@besteam/service-kit/testing';
import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dynamoBallots } from '../src/adapters/dynamodb/ballots.ts';
import { openItems, squadKey, type Untold } from '../src/adapters/dynamodb/items.ts';
import { lateComers } from '../src/adapters/dynamodb/late-comers.ts';
import { dynamoMatches } from '../src/adapters/dynamodb/matches.ts';
import { dynamoOutbox } from '../src/adapters/dynamodb/outbox.ts';
import { purgeSquad } from '../src/adapters/dynamodb/purge.ts';
import { dynamoSnapshots } from '../src/adapters/dynamodb/snapshots.ts';
import { dynamoSquads } from '../src/adapters/dynamodb/squads.ts';
import { matchesTable } from '../src/adapters/dynamodb/tables.ts';
import { countRaters } from '../src/adapters/dynamodb/tallies.ts';
import { tellOf } from '../src/adapters/events/tell.ts';
import { newMatch } from '../src/domain/match.ts';

const AT = '2026-11-22T10:00:00.000Z';
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

/** The parts of the service that write, delete and tell. */
function parts() {
  const { documents } = store;
  const untold: Untold[] = [];
  const claims = relayClaims({ documents, table, pendingAttribute: 'outboxShard', now: Date.now });
  const items = openItems(documents, table, claims, (item) => void untold.push(item));
  const purge = purgeSquad(documents, table);
  const mayStay = lateComers({ items, purge, settleBallot: async () => true });
  const outbox = dynamoOutbox({
    documents,
    table,
    tell: tellOf(countRaters(items, purge)),
    mayStay,
    claims,
    idOf: (key) => key,
    now: Date.now,
  });
  const squads = dynamoSquads(items, documents, table);
  return {
    ballots: dynamoBallots(items),
    matches: dynamoMatches({ items, documents, table }),
    snapshots: dynamoSnapshots(items, purge),
    left: async (squadId: string) => (await items.readAll(squadKey(squadId), '')).map(({ sk }) => sk),
    async remove(squadId: string) {
      await squads.bury(squadId, 9);
      await purge(squadId);
    },
    async tell() {
      for (const item of untold) outbox.add(item);
      return outbox.pending(10);
    },
  };
}

const ballot = { accountId: 'ana', ratings: { p: { level: 3 } }, version: 1, updatedAt: AT };
const snapshot = { version: 1, levels: {}, basis: {}, criteria: '[]', renewedAt: AT };
const match = newMatch({ squadId: '', matchId: 'match', createdBy: 'ana', createdAt: AT }, {});

it('leaves nothing of what was written while its squad was being deleted, and tells nobody of it', async () => {
  const { ballots, matches, snapshots, left, remove, tell } = parts();
  await ballots.save({ ...ballot, squadId: 'one', accountId: 'leo' });
  await remove('one');
  expect(await left('one')).toEqual(['REPLICA']);
  // Who had read the squad before now comes to writing.
  expect(await ballots.save({ ...ballot, squadId: 'one' })).toBe(true);
  expect(await matches.save({ ...match, squadId: 'one', version: 1 })).toBe(true);
  expect(await left('one')).toEqual(['BALLOT#ana', 'MATCH#match', 'REPLICA']);
  expect(await tell()).toEqual([]);
  expect(await left('one')).toEqual(['REPLICA']);
  await snapshots.save({ ...snapshot, squadId: 'one' });
  expect(await left('one')).toEqual(['REPLICA']);
});

it('leaves other squads alone', async () => {
  const { ballots, snapshots, left, remove, tell } = parts();
  await remove('one');
  await ballots.save({ ...ballot, squadId: 'two' });
  await snapshots.save({ ...snapshot, squadId: 'two' });
  expect((await tell()).map(({ event }) => event.subject)).toEqual(['two']);
  expect(await left('two')).toEqual(expect.arrayContaining(['BALLOT#ana', 'LEVELS']));
});
