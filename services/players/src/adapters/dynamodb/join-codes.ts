import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { squadIdOf } from './keys.ts';
import { BY_CODE, TABLE } from './tables.ts';

/** Which squad has this code, by an index that follows the squads within a moment. */
export function codeIndex(documents: DynamoDBDocumentClient) {
  return async (code: string): Promise<string | undefined> => {
    const { Items = [] } = await documents.send(
      new QueryCommand({
        TableName: TABLE,
        IndexName: BY_CODE,
        KeyConditionExpression: 'code = :code',
        ExpressionAttributeValues: { ':code': code },
        Limit: 1,
      }),
    );
    return Items[0] ? squadIdOf(Items[0]['pk'] as string) : undefined;
  };
}
