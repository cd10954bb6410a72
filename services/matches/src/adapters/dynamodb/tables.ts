import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

export const OUTBOX_INDEX = 'outbox';
export const ACCOUNT_INDEX = 'byAccount';
export const CREATION_INDEX = 'byCreation';

/** What the relay needs to know of an item without reading it. */
const TOLD_OF = ['version', 'status', 'relay', 'relayUntil', 'traceparent'];

/**
 * One table. A squad and all that belongs to it share a partition (`SQUAD#<id>`); the sort key says what an item is:
 * `REPLICA`, `LEVELS`, `TALLY`, `BALLOT#<accountId>` or `MATCH#<matchId>`. Of an account there is `ACCOUNT#<id>` with a
 * `DEPARTURE`, once it is no more. The documents themselves are JSON in `doc`, so that no count is too large for
 * DynamoDB's numbers.
 *
 * `outbox` is sparse: an item is in it while its newest version has not been published, on one of a few shards; it has
 * all that an event tells.
 * `byAccount` finds what a person leaves behind. `byCreation` lists matches, newest first.
 */
export function matchesTable(name: string): CreateTableCommandInput {
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['pk', 'sk', 'createdKey', 'outboxShard', 'pendingSince', 'accountId'].map(
      (AttributeName) => ({ AttributeName, AttributeType: 'S' as const }),
    ),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    LocalSecondaryIndexes: [
      {
        IndexName: CREATION_INDEX,
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'createdKey', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: OUTBOX_INDEX,
        KeySchema: [
          { AttributeName: 'outboxShard', KeyType: 'HASH' },
          { AttributeName: 'pendingSince', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: TOLD_OF },
      },
      {
        IndexName: ACCOUNT_INDEX,
        KeySchema: [
          { AttributeName: 'accountId', KeyType: 'HASH' },
          { AttributeName: 'pk', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  };
}
