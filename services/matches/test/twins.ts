import { openDynamoDb } from '@besteam/service-kit';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { dynamodbLocal } from '@besteam/service-kit/testing/servers';
import pino from 'pino';
import { matchesTable } from '../src/adapters/dynamodb/tables.ts';

export const table = 'matches';
const local = dynamodbLocal();

/** The embedded store, and DynamoDB Local where it is to be had. */
const embedded = { title: 'dynalite', skipped: false, start: undefined };
export const twins = [embedded, { ...local, title: local.title }];

/** The table on one of the twins, by default on the embedded one. */
export async function openTwin({ start }: (typeof twins)[number] = embedded) {
  const folder = await temporaryFolder();
  const server = await start?.();
  const store = await openDynamoDb({
    ...{ endpoint: server?.url, answerMs: 20_000, path: folder.path },
    ...{ tables: [matchesTable(table)], logger: pino({ level: 'silent' }) },
  });
  return {
    documents: store.documents,
    async close() {
      await store.close();
      await server?.remove();
      await folder.remove();
    },
  };
}
