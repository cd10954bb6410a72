import { join } from 'node:path';
import { openDynamoDb, relayClaims } from '@besteam/service-kit';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { pino } from 'pino';
import { squadOutbox } from '../src/adapters/dynamodb/outbox.ts';
import { squadsInDynamoDb } from '../src/adapters/dynamodb/squads.ts';
import { squadsWithActivity } from '../src/adapters/dynamodb/squads-with-activity.ts';
import { TABLE, TABLES } from '../src/adapters/dynamodb/tables.ts';
import { join as joinSquad } from '../src/domain/membership.ts';
import { isRefusal, type Refusal } from '../src/domain/refusal.ts';
import { addPlayers } from '../src/domain/roster.ts';
import type { Squad } from '../src/domain/squad.ts';
import { aSquad } from '../test/squad-builder.ts';

interface Units {
  read: number;
  write: number;
}

/** Capacity units (AWS's own count, as the store reports it) of one use case on squads of three sizes: rows of the report. */
export async function measureUnits(): Promise<string[]> {
  const folder = await temporaryFolder();
  const logger = pino({ level: 'warn' });
  const store = await openDynamoDb({ path: join(folder.path, 'players'), tables: TABLES, logger });
  const { documents } = store;
  let units: Units = { read: 0, write: 0 };
  documents.middlewareStack.add(
    (next) => async (call) => {
      Object.assign(call.input, { ReturnConsumedCapacity: 'TOTAL' });
      const result = await next(call);
      const used = (result.output as { ConsumedCapacity?: { CapacityUnits?: number } }).ConsumedCapacity;
      const isRead = 'ConsistentRead' in call.input || 'KeyConditionExpression' in call.input;
      units[isRead ? 'read' : 'write'] += used?.CapacityUnits ?? 0;
      return result;
    },
    { step: 'initialize' },
  );
  const claims = relayClaims({ documents, table: TABLE, pendingAttribute: 'outboxShard', now: Date.now });
  const outbox = squadOutbox({
    documents,
    logger,
    now: Date.now,
    claims,
    onListed: async () => {},
    onDeleted: async () => {},
  });
  const squads = squadsInDynamoDb(documents, Date.now, claims, outbox.add);
  const counted = async (work: () => Promise<unknown>): Promise<string> => {
    units = { read: 0, write: 0 };
    await work();
    return `${units.read} + ${units.write}`;
  };
  const change = (id: string, decide: (squad: Squad) => Squad | Refusal) => async () => {
    const before = await squads.load(id);
    const decided = before ? decide(before) : undefined;
    if (!before || !decided || isRefusal(decided)) throw new Error('the change was refused');
    await squads.save({ ...decided, version: before.version + 1 }, before);
  };

  const rows: string[] = [];
  for (const [members, players] of [
    [1, 0],
    [15, 14],
    [199, 50],
  ] as const) {
    const names = Array.from({ length: players }, (_, index) => `Player number ${index}`);
    const squad = { ...aSquad({ members, players: names }), id: `squad-of-${members}` };
    const added = Array.from({ length: 10 }, (_, index) => ({ id: `new-${index}`, name: `New ${index}` }));
    const joiner = { accountId: 'newcomer', kind: 'guest' as const };
    const create = await counted(() => squads.add(squad));
    for (const pending of await outbox.pending(1)) await outbox.published(pending);
    const add = await counted(change(squad.id, (one) => addPlayers(one, 'owner', added)));
    const join = await counted(change(squad.id, (one) => joinSquad(one, joiner, new Date().toISOString())));
    const relay = await counted(async () => {
      for (const pending of await outbox.pending(1)) await outbox.published(pending);
    });
    const read = await counted(() => squadsWithActivity(documents)(squad.id));
    const item = Buffer.byteLength(JSON.stringify(squad));
    rows.push(
      `| ${members}, ${players} (${(item / 1024).toFixed(1)} kB) | ${[create, add, join, relay, read].join(' | ')} |`,
    );
  }
  await store.close();
  await folder.remove();
  return rows;
}
