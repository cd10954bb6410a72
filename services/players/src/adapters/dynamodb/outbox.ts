import { type DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { EventData } from '@besteam/contracts/events';
import {
  isConditionFailed,
  isInfrastructureFailure,
  type Logger,
  lagOf,
  newEvent,
  type Outbox,
  type Pending,
  type RelayClaims,
  readyOf,
} from '@besteam/service-kit';
import { snapshotOf } from '../../domain/snapshot.ts';
import { isKeptOut, type Squad } from '../../domain/squad.ts';
import { OUTBOX_SHARDS, squadIdOf, squadKey } from './keys.ts';
import { list } from './my-squads.ts';
import { type SquadItem, squadOf } from './squad-item.ts';
import { OUTBOX, TABLE, TIME_TO_LIVE } from './tables.ts';
import { type Unpublished, unpublishedSquads, type Written } from './unpublished.ts';

/** How long a deleted squad's tombstone stays once the others have heard. */
const TOMBSTONE_SECONDS = 90 * 86_400;

/** In each shard, when only their number is asked for. */
const MOST_COUNTED = 1000;

/** How often the index is searched for what other processes left unpublished. */
const SEARCH_MS = 1000;

/** Beyond, while nobody can be told, squads wait in the index alone. */
const MOST_KNOWN = 1000;

export interface PendingSquad extends Pending {
  squadId: string;
  version: number;
  deleted: boolean;
}

export interface OutboxOptions {
  documents: DynamoDBDocumentClient;
  logger: Logger;
  now: () => number;
  claims: RelayClaims;
  /** Told of every account that "my squads" was brought up to date for, before the event goes out. */
  onListed(squad: Squad, accountId: string): Promise<void>;
  /** Told of every deleted squad, before its event goes out. */
  onDeleted(squadId: string): Promise<void>;
}

export interface SquadOutbox extends Outbox<PendingSquad> {
  /** This process has just written it: publish it next, without searching or reading. */
  add(written: Written): void;
}

/**
 * The squads that have changed since they were last published. Each is published as it is *now*, so that a long
 * silence of the broker piles up nothing; "my squads" follows first. What this process wrote it knows; the index tells
 * what a process that ended left behind. What another process is publishing is left to it.
 */
export function squadOutbox(options: OutboxOptions): SquadOutbox {
  const { documents, now, claims } = options;
  const known = unpublishedSquads(MOST_KNOWN);
  let searchedAt = Number.NEGATIVE_INFINITY;
  const everyShard = async (limit: number) => {
    const shards = Array.from({ length: OUTBOX_SHARDS }, (_, shard) => waiting(documents, shard, limit));
    return (await Promise.all(shards)).flat();
  };
  const left = async (limit: number) => {
    if (now() - searchedAt < SEARCH_MS) return [];
    searchedAt = now();
    return (await everyShard(limit)).filter(({ squadId }) => !known.find(squadId));
  };
  return {
    name: 'players.squads',
    add: known.add,
    async pending(limit) {
      const found = await left(limit);
      const ours = known.all().map(({ pk, outboxAt = '' }) => ({ squadId: squadIdOf(pk), since: outboxAt }));
      const oldest = [...found, ...ours].sort((a, b) => (a.since < b.since ? -1 : 1)).slice(0, limit);
      return readyOf(oldest, ({ squadId }) => preparedUnlessStuck(options, known, squadId));
    },
    async lag() {
      const entries = await everyShard(MOST_COUNTED);
      return lagOf(
        entries.map(({ since }) => since),
        now(),
      );
    },
    async published({ squadId, version, deleted }) {
      // What is marked is the newest version alone, and a newer one is published next.
      if ((known.find(squadId)?.version ?? version) > version) return;
      const expiry = Math.floor(now() / 1000) + TOMBSTONE_SECONDS;
      const mark = new UpdateCommand({
        TableName: TABLE,
        Key: squadKey(squadId),
        UpdateExpression:
          `SET publishedVersion = :version${deleted ? `, ${TIME_TO_LIVE} = :expiry` : ''}` +
          ' REMOVE outboxShard, outboxAt, listing, relay, relayUntil, traceparent',
        ConditionExpression: '#version = :version AND relay = :relay',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: {
          ':version': version,
          ':relay': claims.relay,
          ...(deleted ? { ':expiry': expiry } : {}),
        },
      });
      await documents.send(mark).catch(unlessOutOfOurHands);
      known.forget(squadId, version);
    },
  };
}

async function waiting(documents: DynamoDBDocumentClient, shard: number, limit: number) {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: TABLE,
      IndexName: OUTBOX,
      KeyConditionExpression: 'outboxShard = :shard',
      ExpressionAttributeValues: { ':shard': `OUTBOX#${shard}` },
      Limit: limit,
    }),
  );
  return Items.map((item) => ({ squadId: squadIdOf(item['pk'] as string), since: item['outboxAt'] as string }));
}

/** A squad that cannot be prepared waits for the next pass, and holds up no other. */
async function preparedUnlessStuck(
  options: OutboxOptions,
  known: Unpublished,
  squadId: string,
): Promise<PendingSquad | undefined> {
  try {
    const item = known.find(squadId) ?? (await stored(options, squadId));
    return item && (await prepared(options, known, item));
  } catch (error) {
    if (isInfrastructureFailure(error)) throw error;
    options.logger.error({ err: error, squadId }, 'a squad waits in the outbox');
    return undefined;
  }
}

/** Nothing for a squad that the index lists though it has been published. */
async function stored({ documents }: OutboxOptions, squadId: string): Promise<SquadItem | undefined> {
  const found = await documents.send(
    new GetCommand({ TableName: TABLE, Key: squadKey(squadId), ConsistentRead: true }),
  );
  const item = found.Item as SquadItem | undefined;
  return item?.publishedVersion === item?.version ? undefined : item;
}

/** Nothing for a squad that another process publishes. */
async function prepared(
  options: OutboxOptions,
  known: Unpublished,
  item: SquadItem,
): Promise<PendingSquad | undefined> {
  const { documents, now, claims, onListed, onDeleted } = options;
  const [squadId, { version }] = [squadIdOf(item.pk), item];
  if (!(await isOurs(claims, known, item))) return undefined;
  const squad = squadOf(item);
  await Promise.all(
    known.unlisted(item).map(async (accountId) => {
      await list(documents, { squadId, version, squad, accountId, nowMs: now() });
      if (squad && knows(squad, accountId)) await onListed(squad, accountId);
      known.listed(squadId, version, accountId);
    }),
  );
  if (!squad) await onDeleted(squadId);
  return { key: `${squadId}-${version}`, squadId, version, deleted: !squad, event: eventOf(item) };
}

async function isOurs(claims: RelayClaims, known: Unpublished, item: SquadItem): Promise<boolean> {
  const turn = claims.turn(item);
  if (turn === 'ours') return true;
  const squadId = squadIdOf(item.pk);
  const claim = turn === "anyone's" ? await claims.take(squadKey(squadId), item.version) : undefined;
  if (claim) known.claimed(squadId, item.version, claim);
  else known.forget(squadId, item.version);
  return claim !== undefined;
}

function eventOf(item: SquadItem) {
  const squad = squadOf(item);
  const squadId = squadIdOf(item.pk);
  const about = {
    id: `${squadId}-${item.version}`,
    source: '/besteam/players',
    subject: squadId,
    time: item.changedAt,
    traceparent: item.traceparent,
  };
  if (squad) {
    const data: EventData['besteam.squad.changed.v1'] = snapshotOf(squad);
    return newEvent({ ...about, type: 'besteam.squad.changed.v1', data });
  }
  const data: EventData['besteam.squad.deleted.v1'] = { squadId, version: item.version };
  return newEvent({ ...about, type: 'besteam.squad.deleted.v1', data });
}

/** Then it is pending again, with more to tell; or another relay has taken it and marks it. */
function unlessOutOfOurHands(error: unknown): void {
  if (!isConditionFailed(error)) throw error;
}

function knows(squad: Squad, accountId: string): boolean {
  return squad.members[accountId] !== undefined || isKeptOut(squad, accountId);
}
