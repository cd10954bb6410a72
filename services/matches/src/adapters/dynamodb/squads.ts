import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { isConditionFailed } from '@besteam/service-kit';
import type { Squads } from '../../application/ports.ts';
import type { Squad } from '../../domain/squad.ts';
import { type Items, squadKey } from './items.ts';

export const REPLICA = 'REPLICA';

/** What the events about squads do to the replicas. Both are idempotent and may come in any order. */
export interface SquadReplicas extends Squads {
  /** Keeps the newest snapshot; one of a deleted squad, or an older one, changes nothing. */
  replace(squad: Squad): Promise<void>;
  /** Leaves a tombstone for good. */
  bury(squadId: string, version: number): Promise<void>;
}

export function dynamoSquads(items: Items, documents: DynamoDBDocumentClient, table: string): SquadReplicas {
  return {
    async find(squadId) {
      const item = await items.read({ pk: squadKey(squadId), sk: REPLICA });
      return item?.doc === undefined ? undefined : (JSON.parse(item.doc) as Squad);
    },
    async replace(squad) {
      await update(squad.squadId, {
        UpdateExpression: 'SET version = :version, doc = :doc',
        ConditionExpression: 'attribute_not_exists(pk) OR (version < :version AND attribute_exists(doc))',
        ExpressionAttributeValues: { ':version': squad.version, ':doc': JSON.stringify(squad) },
      });
    },
    async bury(squadId, version) {
      await update(squadId, {
        UpdateExpression: 'SET version = :version REMOVE doc',
        ExpressionAttributeValues: { ':version': version },
      });
    },
  };

  async function update(squadId: string, change: Change): Promise<void> {
    const Key = { pk: squadKey(squadId), sk: REPLICA };
    try {
      await documents.send(new UpdateCommand({ TableName: table, Key, ...change }));
    } catch (error) {
      if (!isConditionFailed(error)) throw error;
    }
  }
}

/** Whether the squad was deleted: its tombstone is what must stay of it, and nothing else. */
export async function isBuried(items: Items, squadId: string): Promise<boolean> {
  const replica = await items.read({ pk: squadKey(squadId), sk: REPLICA });
  return replica !== undefined && replica.doc === undefined;
}

type Change = Pick<
  ConstructorParameters<typeof UpdateCommand>[0],
  'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues'
>;
