import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { relayClaims } from '@besteam/service-kit';
import { dynamoBallots } from '../src/adapters/dynamodb/ballots.ts';
import { dynamoDepartures } from '../src/adapters/dynamodb/departures.ts';
import { openItems, type Untold } from '../src/adapters/dynamodb/items.ts';
import { dynamoMatches } from '../src/adapters/dynamodb/matches.ts';
import { purgeSquad } from '../src/adapters/dynamodb/purge.ts';
import { dynamoSnapshots } from '../src/adapters/dynamodb/snapshots.ts';
import { dynamoSquads } from '../src/adapters/dynamodb/squads.ts';
import { countRaters } from '../src/adapters/dynamodb/tallies.ts';
import { dynamoTraces } from '../src/adapters/dynamodb/traces.ts';
import { table } from './twins.ts';

/** Every adapter of the store as one process has them; several may look at the same store. */
export function storeView(documents: DynamoDBDocumentClient, now: () => number = Date.now) {
  /** What it wrote and others are still to be told of. */
  const untold: Untold[] = [];
  const claims = relayClaims({ documents, table, pendingAttribute: 'outboxShard', now });
  const items = openItems(documents, table, claims, (item) => void untold.push(item));
  const purge = purgeSquad(documents, table);
  return {
    untold,
    claims,
    items,
    purge,
    ballots: dynamoBallots(items),
    matches: dynamoMatches({ items, documents, table }),
    squads: dynamoSquads(items, documents, table),
    snapshots: dynamoSnapshots(items, purge),
    departures: dynamoDepartures(items, documents, table, now),
    traces: dynamoTraces(documents, table, items),
    countRaters: countRaters(items, purge),
  };
}
