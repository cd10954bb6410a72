import { idFor, RELAY_LEASE_MS } from '@besteam/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Untold } from '../src/adapters/dynamodb/items.ts';
import { dynamoOutbox } from '../src/adapters/dynamodb/outbox.ts';
import { countRaters } from '../src/adapters/dynamodb/tallies.ts';
import { tellOf } from '../src/adapters/events/tell.ts';
import type { Ballot } from '../src/domain/ballot.ts';
import { storeView } from './store-view.ts';
import { openTwin, table, twins } from './twins.ts';

const LONG_AGO = '2026-11-20T10:00:00.000Z';
let store: Awaited<ReturnType<typeof openTwin>>;

/** One process's view of the store, so much later than the others'. */
function aProcess({ laterMs = 0, mayStay = async (items: Untold[]) => items, secret = 'ours' } = {}) {
  const { documents } = store;
  const now = () => Date.now() + laterMs;
  const { untold, claims, items, ballots } = storeView(documents, now);
  const outbox = dynamoOutbox({
    documents,
    table,
    tell: tellOf(countRaters(items, async () => undefined)),
    mayStay,
    claims,
    idOf: (key) => idFor(secret, key),
    now,
  });
  return { untold, ballots, outbox };
}
/** One who looks when every claim has run out. */
const aLaterProcess = () => aProcess({ laterMs: RELAY_LEASE_MS + 1000 });

function ballot(squadId: string, accountId: string, change: Partial<Ballot> = {}): Ballot {
  return { squadId, accountId, ratings: { p: { level: 3 } }, version: 1, updatedAt: LONG_AGO, ...change };
}

describe.each(twins)('the outbox on $title', (twin) => {
  if (twin.skipped) return it.skip('is not to be had', () => {});
  beforeAll(async () => {
    store = await openTwin(twin);
  });
  afterAll(() => store.close());

  it('tells of what a process wrote that ended before it could', async () => {
    const ended = aProcess();
    await ended.ballots.save(ballot('s1', 'a'));
    const next = aLaterProcess();
    const [pending] = await next.outbox.pending(50);
    expect(pending?.event).toMatchObject({
      subject: 's1',
      data: { squadId: 's1', raters: 1, at: LONG_AGO, version: 1 },
    });
    if (!pending) throw new Error('nothing pends');
    await next.outbox.published(pending);
    expect(await aLaterProcess().outbox.pending(50)).toEqual([]);
  });

  it('tells once of several ballots of one squad, and marks them all', async () => {
    const writer = aProcess();
    for (const accountId of ['a', 'b', 'c']) await writer.ballots.save(ballot('s2', accountId));
    const { outbox } = aLaterProcess();
    const pending = await outbox.pending(50);
    expect(pending.map(({ event }) => event.data)).toMatchObject([{ squadId: 's2', raters: 3 }]);
    for (const one of pending) await outbox.published(one);
    expect(await aLaterProcess().outbox.pending(50)).toEqual([]);
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

  it('leaves to another process what that has only just written, or taken over', async () => {
    const writer = aProcess();
    await writer.ballots.save(ballot('s4', 'a'));
    expect(await aProcess().outbox.pending(50)).toEqual([]);
    const heir = aLaterProcess();
    expect(await heir.outbox.pending(50)).toHaveLength(1);
    expect(await aLaterProcess().outbox.pending(50)).toEqual([]);
    for (const one of await heir.outbox.pending(50)) await heir.outbox.published(one);
  });

  it('does not let a process that comes back late mark what another has taken over', async () => {
    const late = aProcess();
    await late.ballots.save(ballot('s6', 'a'));
    for (const item of late.untold) late.outbox.add(item);
    const [pending] = await late.outbox.pending(50);
    const heir = aLaterProcess();
    const [taken] = await heir.outbox.pending(50);
    if (!pending || !taken) throw new Error('nothing pends');
    await late.outbox.published(pending);
    expect(await heir.outbox.lag?.()).toMatchObject({ pending: 1 });
    await heir.outbox.published(taken);
    expect(await heir.outbox.lag?.()).toMatchObject({ pending: 0, oldestMs: 0 });
  });

  it('gives the same version the same id, which says nothing of whose it was', async () => {
    const { ballots, outbox, untold } = aProcess();
    await ballots.save(ballot('s5', 'somebody'));
    for (const item of untold) outbox.add(item);
    const [[one], [two]] = [await outbox.pending(50), await outbox.pending(50)];
    expect(one?.event.id).toBe(two?.event.id);
    expect(JSON.stringify(one?.event)).not.toContain('somebody');
    const guesser = aProcess({ laterMs: RELAY_LEASE_MS + 1000, secret: 'a guess' });
    const [guess] = await guesser.outbox.pending(50);
    expect(guess?.event).toMatchObject({ subject: 's5' });
    expect(guess?.event.id).not.toBe(one?.event.id);
    if (guess) await guesser.outbox.published(guess);
  });

  it('looks once more at a first version when it is told: only that comes back after a deletion', async () => {
    const looked: number[] = [];
    const mayStay = async (items: Untold[]) => {
      looked.push(...items.map(({ version }) => version));
      return items;
    };
    const { ballots, outbox, untold } = aProcess({ mayStay });
    for (const version of [1, 2]) {
      await ballots.save(ballot('s9', 'a', { version }));
      for (const item of untold.splice(0)) outbox.add(item);
      for (const one of await outbox.pending(50)) await outbox.published(one);
    }
    expect(looked).toEqual([1, 1, 2]);
  });

  it.each([
    ['cannot be told of', 's7', new Error('too large to be merged'), 'items cannot be told of'],
    ['asks too much of the store', 's10', Object.assign(new Error('no answer'), { name: 'TimeoutError' }), 'no answer'],
  ])(
    'tells of the others when one item %s, and complains when that is left',
    async (_, squadId, failure, complaint) => {
      const mayStay = async (items: Untold[]) => {
        if (items.some(({ sk }) => sk.endsWith('cursed'))) throw failure;
        return items;
      };
      const { ballots, outbox, untold } = aProcess({ mayStay });
      await ballots.save(ballot(squadId, 'cursed'));
      await ballots.save(ballot(`${squadId}-other`, 'blessed'));
      for (const item of untold) outbox.add(item);
      const pending = await outbox.pending(50);
      expect(pending.map(({ event }) => event.subject)).toEqual([`${squadId}-other`]);
      for (const one of pending) await outbox.published(one);
      await expect(outbox.pending(50)).rejects.toThrow(complaint);
    },
  );
});
