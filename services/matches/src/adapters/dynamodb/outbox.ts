import { createHash } from 'node:crypto';
import { type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type EventEnvelope, isConditionFailed, type Outbox, type Pending } from '@besteam/service-kit';
import { BALLOT } from './ballots.ts';
import { outboxShards, type Untold } from './items.ts';
import { OUTBOX_INDEX } from './tables.ts';

interface PendingItems extends Pending {
  /** What the event tells of. */
  items: Untold[];
}

/** What an item's present state is to be told as. */
export type Tell = (item: Untold) => Promise<Pick<EventEnvelope, 'type' | 'subject' | 'data' | 'time'>>;

const SOURCE = 'besteam/matches';
const ID_LENGTH = 22;

/** How often the index is searched for what other processes left untold. */
const SEARCH_MS = 1000;
/** Younger than that, it is in the hands of the process that wrote it. */
const LEFT_MS = 2000;

const MOST_KNOWN = 10_000;

export interface DynamoOutbox extends Outbox<PendingItems> {
  /** This process has just written it: tell of it next, without searching. */
  add(item: Untold): void;
}

/**
 * Items whose newest version nobody has heard of yet. The event is made of the present state, whatever came between;
 * ballots of one squad are told of together, since an event says only that somebody rated. What this process wrote it
 * knows; the index tells what a process that ended left behind.
 */
export function dynamoOutbox(documents: DynamoDBDocumentClient, table: string, tell: Tell): DynamoOutbox {
  const known = new Map<string, Untold>();
  let searchedAt = 0;
  return {
    name: 'matches',
    add,
    async pending(limit) {
      if (Date.now() - searchedAt >= SEARCH_MS) {
        searchedAt = Date.now();
        const left = new Date(searchedAt - LEFT_MS).toISOString();
        const shards = await Promise.all(outboxShards.map((shard) => waiting(shard, left, limit)));
        shards.flat().forEach(add);
      }
      const oldestFirst = [...known.values()].sort((a, b) => (a.pendingSince < b.pendingSince ? -1 : 1));
      const groups = Map.groupBy(oldestFirst, ({ pk, sk }) => (sk.startsWith(BALLOT) ? pk : keyOf({ pk, sk })));
      return Promise.all([...groups.values()].slice(0, limit).map(pendingOf));
    },
    async published({ items }) {
      await Promise.all(items.map(mark));
      for (const item of items) if (known.get(keyOf(item)) === item) known.delete(keyOf(item));
    },
  };

  /** While nobody can be told, what is beyond the limit waits in the index alone. */
  function add(item: Untold): void {
    if (known.size >= MOST_KNOWN) return;
    const before = known.get(keyOf(item));
    if (!before || before.version < item.version) known.set(keyOf(item), item);
  }

  async function mark({ pk, sk, version }: Untold): Promise<void> {
    try {
      await documents.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk, sk },
          UpdateExpression: 'SET publishedVersion = :version REMOVE outboxShard, pendingSince',
          ConditionExpression: 'version = :version',
          ExpressionAttributeValues: { ':version': version },
        }),
      );
    } catch (error) {
      // A newer version is stored already and waits to be told of in its turn; or the item is gone.
      if (!isConditionFailed(error)) throw error;
    }
  }

  async function waiting(shard: string, until: string, limit: number): Promise<Untold[]> {
    const { Items: found = [] } = await documents.send(
      new QueryCommand({
        TableName: table,
        IndexName: OUTBOX_INDEX,
        KeyConditionExpression: 'outboxShard = :shard AND pendingSince < :until',
        ExpressionAttributeValues: { ':shard': shard, ':until': until },
        Limit: limit,
      }),
    );
    return found as Untold[];
  }

  async function pendingOf(items: Untold[]): Promise<PendingItems> {
    const newest = items.at(-1);
    if (!newest) throw new Error('a group has items');
    const key = `${keyOf(newest)} ${newest.version}`;
    // Whoever repeats this publication makes the same id; and it says nothing of whose item it was.
    const id = createHash('sha256').update(key).digest('base64url').slice(0, ID_LENGTH);
    const event = { specversion: '1.0', id, source: SOURCE, datacontenttype: 'application/json' } as const;
    return { key, event: { ...event, ...(await tell(newest)) }, items };
  }
}

function keyOf({ pk, sk }: Pick<Untold, 'pk' | 'sk'>): string {
  return `${pk} ${sk}`;
}
