import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

export const TABLE = 'players';
export const BY_CODE = 'byCode';
export const OUTBOX = 'outbox';
export const ENDINGS = 'endings';
/** The attribute by which DynamoDB drops what has served its time: tombstones and marks of deleted accounts. */
export const TIME_TO_LIVE = 'expiresAt';

const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
const key = (hash: string, range?: string) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  ...(range ? [{ AttributeName: range, KeyType: 'RANGE' as const }] : []),
];
/** Sparse: only items that carry the attribute are in it, and nothing but their keys. */
const index = (IndexName: string, hash: string, range?: string) => ({
  IndexName,
  KeySchema: key(hash, range),
  Projection: { ProjectionType: 'KEYS_ONLY' as const },
});

/** The one place where the service's tables are defined: for the embedded store, DynamoDB Local and AWS. */
export const TABLES: CreateTableCommandInput[] = [
  {
    TableName: TABLE,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['pk', 'sk', 'code', 'outboxShard', 'outboxAt', 'endsShard', 'endsAt'].map(text),
    KeySchema: key('pk', 'sk'),
    GlobalSecondaryIndexes: [
      index(BY_CODE, 'code'),
      index(OUTBOX, 'outboxShard', 'outboxAt'),
      index(ENDINGS, 'endsShard', 'endsAt'),
    ],
  },
];
