import { type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import {
  type EventEnvelope,
  isConditionFailed,
  lagOf,
  newEvent,
  type Outbox,
  type Pending,
  type RelayClaims,
  readyOf,
} from '@besteam/service-kit';
import { BALLOT } from './ballots.ts';
import { outboxShards, type Untold } from './items.ts';
import { OUTBOX_INDEX } from './tables.ts';

interface PendingItems extends Pending {
  /** What the event tells of. */
  items: Untold[];
}

/** What an item's present state is to be told as. */
export type Tell = (item: Untold) => Promise<Pick<EventEnvelope, 'type' | 'subject' | 'data' | 'time'>>;

const SOURCE = 'besteam/matches';

/** How often the index is searched for what other processes left untold. */
const SEARCH_MS = 1000;

const MOST_KNOWN = 10_000;
/** In each shard, when only their number is asked for. */
const MOST_COUNTED = 1000;

export interface DynamoOutbox extends Outbox<PendingItems> {
  /** This process has just written it: tell of it next, without searching. */
  add(item: Untold): void;
}

export interface DynamoOutboxOptions {
  documents: DynamoDBDocumentClient;
  table: string;
  tell: Tell;
  /** Those of a squad's items that may stay; what may not is dealt with, and not told of. */
  mayStay: (items: Untold[]) => Promise<Untold[]>;
  claims: RelayClaims;
  /** The id of the event that tells of this item's version: the same for everybody who tells, to be guessed by nobody. */
  idOf: (key: string) => string;
  now: () => number;
}

/**
 * Items whose newest version nobody has heard of yet. The event is made of the present state, whatever came between;
 * ballots of one squad are told of together, since an event says only that somebody rated. What this process wrote it
 * knows; the index tells what a process that ended left behind. What another process is telling of is left to it.
 */
export function dynamoOutbox(options: DynamoOutboxOptions): DynamoOutbox {
  const { documents, table, tell, mayStay, claims, idOf, now } = options;
  const known = new Map<string, Untold>();
  let searchedAt = Number.NEGATIVE_INFINITY;
  return {
    name: 'matches',
    add,
    async pending(limit) {
      if (now() - searchedAt >= SEARCH_MS) {
        searchedAt = now();
        const left = (await everyShard(limit)).filter((item) => claims.turn(item) !== "another's");
        left.forEach(add);
      }
      const oldestFirst = [...known.values()].sort((a, b) => (a.pendingSince < b.pendingSince ? -1 : 1));
      const groups = Map.groupBy(oldestFirst, ({ pk, sk }) => (sk.startsWith(BALLOT) ? pk : keyOf({ pk, sk })));
      return readyOf([...groups.values()].slice(0, limit), pendingOf);
    },
    async lag() {
      const items = await everyShard(MOST_COUNTED);
      return lagOf(
        items.map(({ pendingSince }) => pendingSince),
        now(),
      );
    },
    async published({ items }) {
      await Promise.all(items.map(mark));
      // A write that was sent twice may have brought back, just before the mark, what was deleted since it was told of.
      const first = items.filter(isNew);
      if (first.length > 0) await mayStay(first);
      items.forEach(forget);
    },
  };

  /** While nobody can be told, what is beyond the limit waits in the index alone. */
  function add(item: Untold): void {
    if (known.size >= MOST_KNOWN) return;
    const before = known.get(keyOf(item));
    if (!before || before.version < item.version) known.set(keyOf(item), item);
  }

  function forget(item: Untold): void {
    if (known.get(keyOf(item)) === item) known.delete(keyOf(item));
  }

  async function mark({ pk, sk, version }: Untold): Promise<void> {
    try {
      await documents.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk, sk },
          UpdateExpression:
            'SET publishedVersion = :version REMOVE outboxShard, pendingSince, relay, relayUntil, traceparent',
          ConditionExpression: 'version = :version AND relay = :relay',
          ExpressionAttributeValues: { ':version': version, ':relay': claims.relay },
        }),
      );
    } catch (error) {
      // A newer version is stored already and waits to be told of in its turn; another relay took it; or it is gone.
      if (!isConditionFailed(error)) throw error;
    }
  }

  async function everyShard(limit: number): Promise<Untold[]> {
    return (await Promise.all(outboxShards.map((shard) => waiting(shard, limit)))).flat();
  }

  async function waiting(shard: string, limit: number): Promise<Untold[]> {
    const { Items: found = [] } = await documents.send(
      new QueryCommand({
        TableName: table,
        IndexName: OUTBOX_INDEX,
        KeyConditionExpression: 'outboxShard = :shard',
        ExpressionAttributeValues: { ':shard': shard },
        Limit: limit,
      }),
    );
    return found as Untold[];
  }

  /** The item while it is ours to tell of; what another relay has taken, or published, is forgotten here. */
  async function held(item: Untold): Promise<Untold[]> {
    if (claims.turn(item) === 'ours') return [item];
    const claim = await claims.take({ pk: item.pk, sk: item.sk }, item.version);
    forget(item);
    if (!claim) return [];
    const ours = { ...item, ...claim };
    add(ours);
    return [ours];
  }

  async function heldToStay(group: Untold[]): Promise<Untold[]> {
    const ours = (await Promise.all(group.map(held))).flat();
    const staying = ours.length > 0 ? await mayStay(ours) : [];
    for (const item of ours) if (!staying.includes(item)) forget(item);
    return staying;
  }

  async function pendingOf(group: Untold[]): Promise<PendingItems | undefined> {
    const items = await heldToStay(group);
    const newest = items.at(-1);
    if (!newest) return undefined;
    const key = `${keyOf(newest)} ${newest.version}`;
    const told = await tell(newest);
    // The live stream shows the id to the squad: a plain hash of the key could be guessed back into who rated.
    const id = idOf(key);
    return { key, event: newEvent({ ...told, id, source: SOURCE, traceparent: newest.traceparent }), items };
  }
}

/** Only a first version is written where nothing is. */
function isNew({ version }: Untold): boolean {
  return version === 1;
}

function keyOf({ pk, sk }: Pick<Untold, 'pk' | 'sk'>): string {
  return `${pk} ${sk}`;
}
