import { fileURLToPath } from 'node:url';
import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect } from 'vitest';
import { resourcesOf, templates } from '../../infrastructure/checks/cloudformation/templates.ts';
import { copyTable } from './store-copies.ts';

const NAME = 'besteam-pro-deletions';
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where deletions are kept as in PRO: in the table that the template makes. */
export interface Ledger {
  /** With this the program that writes it finds it. */
  env: Record<string, string>;
  /** What is in it, one event a line. */
  read(): Promise<string>;
}

export async function deletionsTable(endpoint: string): Promise<Ledger> {
  const data = (await templates(root)).find(({ name }) => name === 'data.yaml');
  const table = (data ? resourcesOf(data) : []).find(({ id }) => id === 'DeletionsTable');
  if (table === undefined) throw new Error('the templates have no table of deletions');
  const { AttributeDefinitions, KeySchema, BillingMode } = table.properties as unknown as CreateTableCommandInput;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region: 'local', credentials });
  await client.send(new CreateTableCommand({ TableName: NAME, AttributeDefinitions, KeySchema, BillingMode }));
  client.destroy();
  return {
    env: { DELETIONS_TABLE: NAME },
    async read() {
      const items = (await copyTable(endpoint, NAME)) as { event: string; expiresAt: number }[];
      // Longer than the oldest backup that can still have the account.
      const [days] = items.map(({ expiresAt }) => (expiresAt - Date.now() / 1000) / 86_400);
      expect(days).toBeGreaterThan(36);
      return items.map(({ event }) => `${event}\n`).join('');
    },
  };
}
