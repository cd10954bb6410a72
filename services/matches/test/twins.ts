import { openDynamoDb, relayClaims } from '@besteam/service-kit';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { dynamodbLocal } from '@besteam/service-kit/testing/servers';
import pino from 'pino';
import { dynamoBallots } from '../src/adapters/dynamodb/ballots.ts';
import { dynamoDepartures } from '../src/adapters/dynamodb/departures.ts';
import { openItems } from '../src/adapters/dynamodb/items.ts';
import { dynamoMatches } from '../src/adapters/dynamodb/matches.ts';
import { purgeSquad } from '../src/adapters/dynamodb/purge.ts';
import { dynamoSnapshots } from '../src/adapters/dynamodb/snapshots.ts';
import { dynamoSquads } from '../src/adapters/dynamodb/squads.ts';
import { matchesTable } from '../src/adapters/dynamodb/tables.ts';
import { countRaters } from '../src/adapters/dynamodb/tallies.ts';
import { dynamoTraces } from '../src/adapters/dynamodb/traces.ts';

const table = 'matches';
const local = dynamodbLocal();

/** The embedded store, and DynamoDB Local where it is to be had. */
export const twins = [
  { title: 'dynalite', skipped: false, start: undefined },
  { ...local, title: local.title },
];

/** Every adapter of the store, on one of the twins. */
export async function openTwin({ start }: (typeof twins)[number]) {
  const folder = await temporaryFolder();
  const server = await start?.();
  const store = await openDynamoDb({
    ...{ endpoint: server?.url, answerMs: 20_000, path: folder.path },
    ...{ tables: [matchesTable(table)], logger: pino({ level: 'silent' }) },
  });
  const { documents } = store;
  const claims = relayClaims({ documents, table, pendingAttribute: 'outboxShard', now: Date.now });
  const items = openItems(documents, table, claims, () => {});
  const purge = purgeSquad(documents, table);
  return {
    ballots: dynamoBallots(items),
    matches: dynamoMatches({ items, documents, table }),
    squads: dynamoSquads(items, documents, table),
    snapshots: dynamoSnapshots(items, purge),
    departures: dynamoDepartures(items, documents, table, Date.now),
    traces: dynamoTraces(documents, table, items),
    countRaters: countRaters(items, purge),
    purge,
    async close() {
      await store.close();
      await server?.remove();
      await folder.remove();
    },
  };
}
