import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { isConditionFailed } from '@besteam/service-kit';
import type { Departures } from '../../application/ports.ts';
import { type Items, TOMBSTONE_SECONDS } from './items.ts';

const DEPARTURE = 'DEPARTURE';

/** Who is no more, one item an account, for longer than any token of theirs lives. The first news are final. */
export function dynamoDepartures(
  items: Items,
  documents: DynamoDBDocumentClient,
  table: string,
  now: () => number,
): Departures {
  const keyOf = (accountId: string) => ({ pk: `ACCOUNT#${accountId}`, sk: DEPARTURE });
  return {
    async note(accountId, into) {
      const expiresAt = Math.floor(now() / 1000) + TOMBSTONE_SECONDS;
      const Item = { ...keyOf(accountId), expiresAt, ...(into === undefined ? {} : { into }) };
      const ConditionExpression = 'attribute_not_exists(pk)';
      await documents.send(new PutCommand({ TableName: table, Item, ConditionExpression })).catch(unlessKnown);
    },
    async find(accountId) {
      const item = await items.read(keyOf(accountId));
      return item && (item.into === undefined ? {} : { into: item.into });
    },
  };
}

function unlessKnown(error: unknown): void {
  if (!isConditionFailed(error)) throw error;
}
