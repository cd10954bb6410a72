import { afterAll, beforeAll, expect, it } from 'vitest';
import { squadKey } from '../src/adapters/dynamodb/items.ts';
import { lateComers } from '../src/adapters/dynamodb/late-comers.ts';
import { dynamoOutbox } from '../src/adapters/dynamodb/outbox.ts';
import { tellOf } from '../src/adapters/events/tell.ts';
import { newMatch } from '../src/domain/match.ts';
import { storeView } from './store-view.ts';
import { openTwin, table } from './twins.ts';

const AT = '2026-11-22T10:00:00.000Z';
let store: Awaited<ReturnType<typeof openTwin>>;
beforeAll(async () => {
  store = await openTwin();
});
afterAll(() => store.close());

/** The parts of the service that write, delete and tell. */
function parts() {
  const { documents } = store;
  const view = storeView(documents);
  const { items, squads, purge } = view;
  const outbox = dynamoOutbox({
    documents,
    table,
    tell: tellOf(view.countRaters),
    mayStay: lateComers({ items, purge, settleBallot: async () => true }),
    claims: view.claims,
    idOf: (key) => key,
    now: Date.now,
  });
  return {
    ...view,
    left: async (squadId: string) => (await items.readAll(squadKey(squadId), '')).map(({ sk }) => sk),
    async remove(squadId: string) {
      await squads.bury(squadId, 9);
      await purge(squadId);
    },
    async tell() {
      for (const item of view.untold) outbox.add(item);
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
