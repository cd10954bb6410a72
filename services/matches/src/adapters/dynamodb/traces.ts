import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Traces } from '../../application/ports.ts';
import { BALLOT, ballotOf } from './ballots.ts';
import type { Item, Items, Key } from './items.ts';
import { MATCH, matchOf } from './matches.ts';
import { ACCOUNT_INDEX } from './tables.ts';

/** What an account left behind, by the index of accounts. */
export function dynamoTraces(documents: DynamoDBDocumentClient, table: string, items: Items): Traces {
  return {
    ballotsOf: async (accountId) => (await left(accountId, BALLOT)).flatMap((item) => ballotOf(item) ?? []),
    matchesOf: async (accountId) => (await left(accountId, MATCH)).flatMap((item) => matchOf(item) ?? []),
  };

  async function left(accountId: string, kind: string): Promise<Item[]> {
    const keys: Key[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const page = await documents.send(
        new QueryCommand({
          TableName: table,
          IndexName: ACCOUNT_INDEX,
          KeyConditionExpression: 'accountId = :account',
          ExpressionAttributeValues: { ':account': accountId },
          ExclusiveStartKey: from,
        }),
      );
      keys.push(...((page.Items ?? []) as Key[]));
      from = page.LastEvaluatedKey;
    } while (from);
    const found = await Promise.all(keys.filter(({ sk }) => sk.startsWith(kind)).map((key) => items.read(key)));
    return found.filter((item) => item !== undefined);
  }
}
