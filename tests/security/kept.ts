import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { startDynalite } from '@besteam/service-kit/testing';
import { PGlite } from '@electric-sql/pglite';

/** Every row, item and message that the embedded engines of a stopped Besteam hold, as text, by where. */
export async function everythingKept(dataDir: string): Promise<Record<string, string>> {
  return {
    users: await rowsOf(join(dataDir, 'users/postgres')),
    players: await itemsOf(join(dataDir, 'players')),
    matches: await itemsOf(join(dataDir, 'matches/dynamodb')),
    events: messagesOf(join(dataDir, 'bus.sqlite')),
  };
}

async function rowsOf(path: string): Promise<string> {
  const database = await PGlite.create(path);
  const { rows } = await database.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const tables = rows.map(async ({ name }) => (await database.query(`SELECT * FROM "${name}"`)).rows);
  const text = JSON.stringify(await Promise.all(tables));
  await database.close();
  return text;
}

async function itemsOf(path: string): Promise<string> {
  const engine = await startDynalite({ path });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint: engine.endpoint, region: 'local', credentials });
  const documents = DynamoDBDocumentClient.from(client);
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const items: unknown[] = [];
  for (const TableName of TableNames) {
    for await (const page of paginateScan({ client: documents }, { TableName })) items.push(...(page.Items ?? []));
  }
  client.destroy();
  await engine.close();
  return JSON.stringify(items);
}

/** What waits in the queues of the embedded bus, dead letters included. */
function messagesOf(path: string): string {
  const database = new DatabaseSync(path, { readOnly: true });
  const tables = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all();
  const rows = tables.map(({ name }) => database.prepare(`SELECT * FROM "${name}"`).all());
  database.close();
  return JSON.stringify(rows, (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString() : value));
}
