import { type DynamoDb, openDynamoDb, relayClaims } from '@besteam/service-kit';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { squadOutbox } from '../src/adapters/dynamodb/outbox.ts';
import { squadsInDynamoDb } from '../src/adapters/dynamodb/squads.ts';
import { TABLE, TABLES } from '../src/adapters/dynamodb/tables.ts';
import type { Squad } from '../src/domain/squad.ts';
import { aSquad } from './squad-builder.ts';

const GUESTS = 14;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let store: DynamoDb;
let calls: string[] = [];
/** What the store is too slow for. */
let slowFor: string | undefined;
beforeAll(async () => {
  folder = await temporaryFolder();
  store = await openDynamoDb({ path: folder.path, tables: TABLES, logger: pino({ level: 'silent' }) });
  store.documents.middlewareStack.add(
    (next, { commandName = '' }) =>
      (call) => {
        if (slowFor !== undefined && JSON.stringify(call.input).includes(slowFor)) throw tooSlow;
        if (!('IndexName' in call.input)) calls.push(commandName.replace(/(Item)?Command$/, ''));
        return next(call);
      },
    { step: 'initialize' },
  );
});
afterAll(async () => {
  await store.close();
  await folder.remove();
});

const tooSlow = Object.assign(new Error('a request has exceeded its time'), { name: 'TimeoutError' });

/** The store and the outbox of one process. */
function process() {
  const { documents } = store;
  const claims = relayClaims({ documents, table: TABLE, pendingAttribute: 'outboxShard', now: Date.now });
  const listed: string[] = [];
  const outbox = squadOutbox({
    documents,
    logger: pino({ level: 'silent' }),
    now: Date.now,
    claims,
    onListed: async (_, accountId) => void listed.push(accountId),
    onDeleted: async () => {},
  });
  return { outbox, listed, squads: squadsInDynamoDb(documents, Date.now, claims, outbox.add) };
}

/** As it is with so many members beside its owner. */
function withGuests(guests: number): Squad {
  return { ...aSquad({ members: guests + 1 }), id: 'thursday', version: guests + 1 };
}

it('publishes what it wrote itself without reading it, and lists nobody twice while others go on joining', async () => {
  const { outbox, listed, squads } = process();
  await squads.add(withGuests(0));
  for (let joined = 1; joined <= GUESTS; joined++) {
    const before = await outbox.pending(50);
    await squads.save(withGuests(joined), withGuests(joined - 1));
    for (const pending of before) await outbox.published(pending);
  }
  const [last] = await outbox.pending(50);
  if (!last) throw new Error('the last version does not wait');
  expect(last.event).toMatchObject({ id: 'thursday-15', data: { version: 15 } });
  await outbox.published(last);
  expect(listed).toEqual(['owner', ...Array.from({ length: GUESTS }, (_, guest) => `member-${guest + 1}`)]);
  // An entry for each, the writes themselves, and one mark.
  expect(calls.filter((name) => name === 'Put')).toHaveLength(1 + GUESTS + 1);
  expect(calls.filter((name) => name === 'Update')).toHaveLength(GUESTS + 1);
  expect(calls.filter((name) => name === 'Get')).toEqual([]);
  expect([await outbox.pending(50), await outbox.lag?.()]).toMatchObject([[], { pending: 0 }]);
});

it('lists all whom a version of another process concerns, too', async () => {
  const [one, other] = [process(), process()];
  const named = (name: string, version: number) => ({ ...withGuests(1), id: 'friday', name, version });
  await one.squads.add(named('First', 1));
  await one.outbox.pending(50);
  expect(one.listed.sort()).toEqual(['member-1', 'owner']);
  await other.squads.save(named('Second', 2), named('First', 1));
  await one.squads.save({ ...named('Second', 3), code: 'BBBBBBBB' }, named('Second', 2));
  one.listed.length = 0;
  const [pending] = await one.outbox.pending(50);
  expect(pending?.version).toBe(3);
  expect(one.listed.sort()).toEqual(['member-1', 'owner']);
  calls = [];
});

it('publishes what is ready though the store is too slow for the rest, and says so when that is left', async () => {
  const { outbox, squads } = process();
  for (const id of ['quickly', 'slowly']) await squads.add({ ...withGuests(0), id });
  slowFor = 'slowly';
  const [quick, ...others] = await outbox.pending(50);
  if (!quick) throw new Error('nothing is ready');
  expect([quick.squadId, others]).toEqual(['quickly', []]);
  await outbox.published(quick);
  await expect(outbox.pending(50)).rejects.toBe(tooSlow);
  slowFor = undefined;
  expect(await outbox.pending(50)).toMatchObject([{ squadId: 'slowly' }]);
});
