import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { EndingSquads } from '../../application/ports.ts';
import { ENDS_SHARD, squadIdOf } from './keys.ts';
import { ENDINGS, TABLE } from './tables.ts';

const BATCH = 100;

/** Squads whose end has come, by an index that holds nothing else. */
export function endingSquads(documents: DynamoDBDocumentClient, now: () => number): EndingSquads {
  return async () => {
    const { Items = [] } = await documents.send(
      new QueryCommand({
        TableName: TABLE,
        IndexName: ENDINGS,
        KeyConditionExpression: 'endsShard = :shard AND endsAt <= :now',
        ExpressionAttributeValues: { ':shard': ENDS_SHARD, ':now': new Date(now()).toISOString() },
        Limit: BATCH,
      }),
    );
    return Items.map((item) => squadIdOf(item['pk'] as string));
  };
}
