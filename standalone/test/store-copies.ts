import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import pg from 'pg';

/** A copy of a database that nobody uses meanwhile, beside it on its server. */
export async function copyDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: new URL('/template1', url).href });
  await client.connect();
  try {
    await client.query(`create database ${name} template ${new URL(url).pathname.slice(1)}`);
  } finally {
    await client.end();
  }
}

/** A table's items; with `instead`, it has these afterwards and no others. */
export async function copyTable(endpoint: string, TableName: string, instead?: object[]): Promise<object[]> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region: 'local', credentials }));
  const found: Record<string, unknown>[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
    found.push(...Items);
  if (instead) {
    for (const { pk, sk } of found) await client.send(new DeleteCommand({ TableName, Key: { pk, sk } }));
    for (const Item of instead) await client.send(new PutCommand({ TableName, Item }));
  }
  client.destroy();
  return found;
}
