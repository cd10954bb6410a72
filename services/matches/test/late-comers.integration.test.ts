import { newId } from '@besteam/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Untold } from '../src/adapters/dynamodb/items.ts';
import { lateComers } from '../src/adapters/dynamodb/late-comers.ts';
import { settleBallot } from '../src/application/settle-ballot.ts';
import { storeView } from './store-view.ts';
import { openTwin } from './twins.ts';

const AT = '2026-11-20T10:00:00.000Z';
let store: Awaited<ReturnType<typeof openTwin>>;
beforeAll(async () => {
  store = await openTwin();
});
afterAll(() => store.close());

/** One process's view of the store. */
function aProcess() {
  const view = storeView(store.documents);
  const { ballots, departures, items, purge, untold } = view;
  const settle = settleBallot({ ballots, departures, clock: () => AT });
  return {
    ...view,
    async mayStay(item: Untold) {
      const staying = await lateComers({ items, purge, settleBallot: settle })([item]);
      return staying.includes(item);
    },
    async rate(squadId: string, accountId: string, level: number) {
      const ballot = { squadId, accountId, ratings: { p: { level } }, version: 1, updatedAt: AT };
      expect(await ballots.save(ballot)).toBe(true);
      return untold.at(-1) ?? expect.fail('nothing was written');
    },
    tally: (squadId: string) => items.read({ pk: `SQUAD#${squadId}`, sk: 'TALLY' }),
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

  it('goes alone where others of the same squad stay', async () => {
    const { rate, items, purge, ballots, departures } = aProcess();
    const [squadId, gone, staying] = [newId(), newId(), newId()];
    await departures.note(gone);
    const written = [await rate(squadId, gone, 3), await rate(squadId, staying, 4)];
    const settle = settleBallot({ ballots, departures, clock: () => AT });
    const mayStay = lateComers({ items, purge, settleBallot: settle });
    expect(await mayStay(written)).toEqual(written.slice(1));
    expect(await ballots.ofSquad(squadId)).toMatchObject([{ accountId: staying }]);
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
  const first = await other.countRaters(squadId);
  await other.rate(squadId, newId(), 4);
  const [second, third] = await Promise.all([one.countRaters(squadId), other.countRaters(squadId)]);
  expect(first).toEqual({ raters: 1, version: 1 });
  expect([second.raters, third.raters]).toEqual([2, 2]);
  expect([second.version, third.version].toSorted()).toEqual([2, 3]);
});

it('goes on counting where a deletion took the count that it knows of', async () => {
  const { rate, countRaters, purge } = aProcess();
  const squadId = newId();
  await countRaters(squadId);
  await countRaters(squadId);
  await purge(squadId);
  await rate(squadId, newId(), 3);
  expect(await countRaters(squadId)).toEqual({ raters: 1, version: 1 });
});

it('counts nothing that stays in a squad that was deleted meanwhile', async () => {
  const { squads, countRaters, tally } = aProcess();
  const squadId = newId();
  await squads.bury(squadId, 2);
  await countRaters(squadId);
  expect(await tally(squadId)).toBeUndefined();
});
