import { BatchWriteCommand, type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type Key, squadKey } from './items.ts';
import { REPLICA } from './squads.ts';

const BATCH = 25;

/** Deletes everything of a squad but the tombstone of its replica. Repeating it is harmless. */
export function purgeSquad(documents: DynamoDBDocumentClient, table: string) {
  return async (squadId: string): Promise<void> => {
    for (;;) {
      const { Items: found = [] } = await documents.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ProjectionExpression: 'pk, sk',
          ExpressionAttributeValues: { ':pk': squadKey(squadId) },
          ConsistentRead: true,
          Limit: BATCH + 1,
        }),
      );
      const keys = (found as Key[]).filter(({ sk }) => sk !== REPLICA).slice(0, BATCH);
      if (keys.length === 0) return;
      await documents.send(
        new BatchWriteCommand({
          RequestItems: { [table]: keys.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })) },
        }),
      );
    }
  };
}
