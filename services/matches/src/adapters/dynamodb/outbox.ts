import { createHash } from 'node:crypto';
import { type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type EventEnvelope, isConditionFailed, type Outbox, type Pending } from '@besteam/service-kit';
import { type Item, type Key, outboxShards } from './items.ts';
import { OUTBOX_INDEX } from './tables.ts';

interface PendingItem extends Pending {
  item: Key & { version: number };
}

/** As the outbox's index has it. */
export type Untold = Required<Pick<Item, 'pk' | 'sk' | 'version' | 'pendingSince'>> & Pick<Item, 'status'>;

/** What an item's present state is to be told as. */
export type Tell = (item: Untold) => Promise<Pick<EventEnvelope, 'type' | 'subject' | 'data' | 'time'>>;

const SOURCE = 'besteam/matches';
const ID_LENGTH = 22;

/** Items whose newest version nobody has heard of yet. The event is made of the present state, whatever came between. */
export function dynamoOutbox(documents: DynamoDBDocumentClient, table: string, tell: Tell): Outbox<PendingItem> {
  return {
    name: 'matches',
    async pending(limit) {
      const shards = await Promise.all(outboxShards.map((shard) => waiting(shard, limit)));
      const oldest = shards
        .flat()
        .sort((a, b) => (a.pendingSince < b.pendingSince ? -1 : 1))
        .slice(0, limit);
      return Promise.all(oldest.map(pendingOf));
    },
    async published({ item: { pk, sk, version } }) {
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
    },
  };

  async function waiting(shard: string, limit: number): Promise<Untold[]> {
    const { Items: found = [] } = await documents.send(
      new QueryCommand({
        TableName: table,
        IndexName: OUTBOX_INDEX,
        KeyConditionExpression: 'outboxShard = :shard',
        ExpressionAttributeValues: { ':shard': shard },
        Limit: limit,
      }),
    );
    return found as Untold[];
  }

  async function pendingOf(item: Untold): Promise<PendingItem> {
    const { pk, sk, version } = item;
    const key = `${pk} ${sk} ${version}`;
    // Whoever repeats this publication makes the same id; and it says nothing of whose item it was.
    const id = createHash('sha256').update(key).digest('base64url').slice(0, ID_LENGTH);
    const event = { specversion: '1.0', id, source: SOURCE, datacontenttype: 'application/json' } as const;
    return { key, event: { ...event, ...(await tell(item)) }, item: { pk, sk, version } };
  }
}
