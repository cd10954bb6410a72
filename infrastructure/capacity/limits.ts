import { outboxShards } from '../../services/matches/src/adapters/dynamodb/items.ts';
import type { Need } from './model.ts';
import { BROKERS, DATABASES } from './prices.ts';
import { OUTBOX_ENTRY } from './units.ts';

/** Of DynamoDB, a second and a partition. */
const PARTITION = { write: 1000, read: 3000 };
/** Of DynamoDB, a second and an on-demand table, unless AWS is asked for more. */
const TABLE = 40_000;
/** As the chart's values for PRO say. */
export const MOST_MATCHES = 24;

export interface Limit {
  what: string;
  /** Of what there is: beyond 1 it breaks. */
  used: number;
}

/** What comes to an end if everything stays in one cell as the templates make it, the nearest first. */
export function limitsOf(need: Need): Limit[] {
  return [
    { what: 'replicas of matches (24 in its values)', used: need.replicas.matches / MOST_MATCHES },
    { what: "a shard of matches' outbox (1000 units)", used: hottestShard(need) / PARTITION.write },
    { what: 'writes of a table (40 000 units)', used: need.writeUnits / TABLE },
    { what: 'reads of a table (40 000 units)', used: need.readUnits / TABLE },
    { what: "the broker's deliveries (15 000/s)", used: need.delivered / most(BROKERS) },
    { what: 'PostgreSQL (4000 transactions/s)', used: need.databaseTransactions / most(DATABASES) },
  ].sort((a, b) => b.used - a.used);
}

/** Write units a second of the index's hottest key: each change puts an entry there and takes it away. */
export function hottestShard({ published }: Need): number {
  return (published * 2 * OUTBOX_ENTRY) / outboxShards.length;
}

/** Read units a second of the busiest squad's partition, were its raters counted that often. */
export function countingRaters({
  members,
  kilobytes,
  timesASecond,
}: Record<'members' | 'kilobytes' | 'timesASecond', number>) {
  return ((members * kilobytes) / 4) * timesASecond;
}

const most = (sizes: { carries: number }[]) => Math.max(...sizes.map(({ carries }) => carries));
