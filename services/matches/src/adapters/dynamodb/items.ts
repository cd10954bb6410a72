import { createHash } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { isConditionFailed, newId, type RelayClaims, traceparent } from '@besteam/service-kit';

const SHARDS = 4;
/** A tombstone outlives every backup (35 days). */
export const TOMBSTONE_SECONDS = 40 * 24 * 60 * 60;

export interface Key {
  pk: string;
  sk: string;
}

/** An item as it is stored: a versioned document, or the tombstone of one. */
export interface Item extends Key {
  version: number;
  publishedVersion?: number;
  /** JSON; absent in a tombstone. */
  doc?: string;
  accountId?: string;
  createdKey?: string;
  /** What becomes of it, for the outbox to tell; `deleted` in a tombstone. */
  status?: string;
  pendingSince?: string;
  /** Of an account that is no more: the one it was merged into. */
  into?: string;
  /** Who is to tell of it, and until when. */
  relay?: string;
  relayUntil?: number;
  /** What wrote it, where traces are collected. */
  traceparent?: string;
  /** Which write it was, to recognise one whose answer was lost. */
  writtenBy?: string;
}

export interface Items {
  read(key: Key): Promise<Item | undefined>;
  /** Everything of this partition whose sort key begins so. */
  readAll(pk: string, skPrefix: string): Promise<Item[]>;
  /** How many of those have this status. */
  count(pk: string, skPrefix: string, status: string): Promise<number>;
  /** One write: the document, its version and the mark for the outbox. False when the version before is not stored. */
  write(item: NewItem): Promise<boolean>;
  /** One write: a tombstone of this version in the document's place, for the outbox to tell of. */
  bury(item: Key & { version: number; at: string }): Promise<boolean>;
}

/** What others are still to be told of, as the outbox's index has it. */
export type Untold = Required<Pick<Item, 'pk' | 'sk' | 'version' | 'pendingSince'>> &
  Pick<Item, 'status' | 'relay' | 'relayUntil' | 'traceparent'>;

export interface NewItem extends Key {
  version: number;
  doc: object;
  /** Also found by this account. */
  accountId?: string | undefined;
  /** Also listed by this key. */
  createdKey?: string | undefined;
  status?: string | undefined;
  /** When to tell of it, and since when: absent for what nobody else hears of. */
  tellSince?: string | undefined;
}

export const squadKey = (squadId: string): string => `SQUAD#${squadId}`;

/** The squad that a partition belongs to. */
export function squadIdOf(pk: string): string {
  return pk.slice(squadKey('').length);
}

/** The shards of the outbox's index. */
export const outboxShards: readonly string[] = Array.from({ length: SHARDS }, (_, shard) => String(shard));

/** Reads and conditional writes of versioned documents in one table; `onUntold` hears of what is to be told. */
export function openItems(
  documents: DynamoDBDocumentClient,
  table: string,
  claims: RelayClaims,
  onUntold: (item: Untold) => void,
): Items {
  /** What makes an item wait in the outbox, for this process to tell of first. */
  const waiting = (pk: string, pendingSince: string) => {
    const cause = traceparent();
    const trace = cause === undefined ? {} : { traceparent: cause };
    return { outboxShard: shardOf(pk), pendingSince, ...claims.own(), ...trace };
  };

  return {
    read,
    async readAll(pk, skPrefix) {
      const found: Item[] = [];
      for await (const page of pages(pk, skPrefix)) found.push(...((page.Items ?? []) as Item[]));
      return found;
    },
    async count(pk, skPrefix, status) {
      let count = 0;
      for await (const page of pages(pk, skPrefix, status)) count += page.Count ?? 0;
      return count;
    },
    async write({ pk, sk, version, doc, accountId, createdKey, status, tellSince }) {
      const told = tellSince === undefined ? undefined : waiting(pk, tellSince);
      const fields = { version, doc: JSON.stringify(doc), accountId, createdKey, status, ...told };
      const written = await update({ pk, sk }, version, fields, []);
      if (written && told) onUntold({ pk, sk, version, ...told, ...(status && { status }) });
      return written;
    },
    async bury({ pk, sk, version, at }) {
      const expiresAt = Math.floor(Date.parse(at) / 1000) + TOMBSTONE_SECONDS;
      const told = waiting(pk, at);
      const fields = { version, expiresAt, status: 'deleted', ...told };
      const buried = await update({ pk, sk }, version, fields, ['doc', 'accountId', 'createdKey']);
      if (buried) onUntold({ pk, sk, version, ...told, status: 'deleted' });
      return buried;
    },
  };

  async function read({ pk, sk }: Key): Promise<Item | undefined> {
    const { Item } = await documents.send(new GetCommand({ TableName: table, Key: { pk, sk }, ConsistentRead: true }));
    return Item as Item | undefined;
  }

  /** Whole items; or, of one status, their count alone. */
  async function* pages(pk: string, skPrefix: string, status?: string) {
    const counting = status !== undefined && {
      Select: 'COUNT' as const,
      FilterExpression: '#status = :status',
      ExpressionAttributeNames: { '#status': 'status' },
    };
    let from: Record<string, unknown> | undefined;
    do {
      const page = await documents.send(
        new QueryCommand({
          ...counting,
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
          ExpressionAttributeValues: { ':pk': pk, ':sk': skPrefix, ...(counting && { ':status': status }) },
          ConsistentRead: true,
          ExclusiveStartKey: from,
        }),
      );
      yield page;
      from = page.LastEvaluatedKey;
    } while (from);
  }

  async function update(key: Key, version: number, fields: Record<string, unknown>, gone: string[]): Promise<boolean> {
    const writtenBy = newId();
    const set = Object.entries({ ...fields, writtenBy }).filter(([, value]) => value !== undefined);
    const removal = gone.length > 0 ? ` REMOVE ${gone.join(', ')}` : '';
    try {
      await documents.send(
        new UpdateCommand({
          TableName: table,
          Key: key,
          UpdateExpression: `SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}${removal}`,
          ConditionExpression: version === 1 ? 'attribute_not_exists(pk)' : '#version = :before',
          ExpressionAttributeNames: Object.fromEntries(set.map(([name]) => [`#${name}`, name])),
          ExpressionAttributeValues: {
            ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
            ...(version === 1 ? {} : { ':before': version - 1 }),
          },
        }),
      );
      return true;
    } catch (error) {
      if (!isConditionFailed(error)) throw error;
      // It may have been done, its answer lost, and its repetition refused because of itself: its mark tells.
      return (await read(key))?.writtenBy === writtenBy;
    }
  }
}

function shardOf(pk: string): string {
  return String((createHash('sha256').update(pk).digest()[0] ?? 0) % SHARDS);
}
