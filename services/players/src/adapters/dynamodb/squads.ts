import { randomUUID } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { isConditionFailed, type RelayClaims, traceparent } from '@besteam/service-kit';
import type { Squads } from '../../application/ports.ts';
import type { Squad } from '../../domain/squad.ts';
import { ENDS_SHARD, outboxShard, squadKey } from './keys.ts';
import { changedListings, documentOf, type SquadItem, squadOf } from './squad-item.ts';
import { TABLE } from './tables.ts';
import type { Written } from './unpublished.ts';

/**
 * Squads in DynamoDB: strong reads; every write is one conditional write that puts the squad into the outbox too, and
 * `onWritten` hears of it.
 */
export function squadsInDynamoDb(
  documents: DynamoDBDocumentClient,
  now: () => number,
  claims: RelayClaims,
  onWritten: (written: Written) => void,
): Squads {
  const outboxEntry = (squadId: string) => entryOf(squadId, now(), claims);
  const item = async (squadId: string) => {
    const found = await documents.send(
      new GetCommand({ TableName: TABLE, Key: squadKey(squadId), ConsistentRead: true }),
    );
    return found.Item as SquadItem | undefined;
  };

  /** A write may have been done although its answer was lost and its repetition refused: its mark tells. */
  const done = async (squadId: string, writtenBy: string, changed: Set<string>, write: () => Promise<SquadItem>) => {
    const written = await write().catch(async (error: unknown) => {
      if (!isConditionFailed(error)) throw error;
      const found = await item(squadId);
      return found?.writtenBy === writtenBy ? found : undefined;
    });
    if (written) onWritten({ item: written, changed });
    return written !== undefined;
  };
  const updated = async (update: UpdateCommand) => (await documents.send(update)).Attributes as SquadItem;

  return {
    load: async (squadId) => squadOf(await item(squadId)),
    add(squad) {
      const waiting = outboxEntry(squad.id);
      const listing = changedListings(squad, undefined);
      const Item = { ...squadKey(squad.id), ...indexed(squad), squad: documentOf(squad), listing, ...waiting };
      const ConditionExpression = 'attribute_not_exists(pk)';
      const put = new PutCommand({ TableName: TABLE, Item, ConditionExpression });
      return done(squad.id, waiting.writtenBy, listing, () => documents.send(put).then(() => Item));
    },
    save(after, before) {
      const waiting = outboxEntry(after.id);
      const listing = changedListings(after, before);
      return done(after.id, waiting.writtenBy, listing, () => updated(saving({ after, before, listing, waiting })));
    },
    delete(squad) {
      const waiting = outboxEntry(squad.id);
      const listing = changedListings(undefined, squad);
      return done(squad.id, waiting.writtenBy, listing, () => updated(deleting({ squad, listing, waiting })));
    },
  };
}

interface OutboxEntry {
  outboxShard: string;
  outboxAt: string;
  changedAt: string;
  writtenBy: string;
  relay: string;
  relayUntil: number;
  traceparent?: string;
}

function entryOf(squadId: string, nowMs: number, claims: RelayClaims): OutboxEntry {
  const at = new Date(nowMs).toISOString();
  const cause = traceparent();
  return {
    outboxShard: outboxShard(squadId),
    outboxAt: at,
    changedAt: at,
    writtenBy: randomUUID(),
    ...claims.own(),
    ...(cause === undefined ? {} : { traceparent: cause }),
  };
}

/** The attributes that indexes are made of. */
function indexed({ code, version, endsAt }: Squad) {
  return { code, version, ...(endsAt === undefined ? {} : { endsShard: ENDS_SHARD, endsAt }) };
}

function waitingIn(entry: OutboxEntry): string {
  const replaced = Object.keys(entry).filter((name) => name !== 'outboxAt');
  const set = replaced.map((name) => `${name} = :${name}`);
  return [...set, 'outboxAt = if_not_exists(outboxAt, :outboxAt)', '#version = :version'].join(', ');
}
const UNCHANGED = '#version = :before AND attribute_exists(squad)';

interface Saving {
  after: Squad;
  before: Squad;
  listing: Set<string>;
  waiting: OutboxEntry;
}

function saving({ after, before, listing, waiting }: Saving): UpdateCommand {
  const ends = after.endsAt !== undefined;
  return new UpdateCommand({
    TableName: TABLE,
    Key: squadKey(after.id),
    UpdateExpression:
      `SET ${waitingIn(waiting)}, squad = :squad, code = :code` +
      (ends ? ', endsShard = :endsShard, endsAt = :endsAt' : ' REMOVE endsShard, endsAt') +
      (listing.size > 0 ? ' ADD listing :listing' : ''),
    ConditionExpression: UNCHANGED,
    ReturnValues: 'ALL_NEW',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: {
      ...values(waiting),
      ...values(indexed(after)),
      ':squad': documentOf(after),
      ':before': before.version,
      ...(listing.size > 0 ? { ':listing': listing } : {}),
    },
  });
}

interface Deleting {
  squad: Squad;
  listing: Set<string>;
  waiting: OutboxEntry;
}

function deleting({ squad, listing, waiting }: Deleting): UpdateCommand {
  return new UpdateCommand({
    TableName: TABLE,
    Key: squadKey(squad.id),
    UpdateExpression: `SET ${waitingIn(waiting)} REMOVE squad, code, endsShard, endsAt${listing.size > 0 ? ' ADD listing :listing' : ''}`,
    ConditionExpression: UNCHANGED,
    ReturnValues: 'ALL_NEW',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: {
      ...values(waiting),
      ':version': squad.version + 1,
      ':before': squad.version,
      ...(listing.size > 0 ? { ':listing': listing } : {}),
    },
  });
}

function values(attributes: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`:${name}`, value]));
}
