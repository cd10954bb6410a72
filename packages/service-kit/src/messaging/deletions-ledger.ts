import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { z } from 'zod';
import type { EventEnvelope } from './event.ts';

/** Where deletions are kept for restores. */
export interface DeletionsLedger {
  /** Resolves once it is written for good. */
  write(event: EventEnvelope): Promise<void>;
  close(): void;
}

/** The end of a file, or standard output, whose reader then is trusted. */
export function ledgerInFile(path: string | undefined): DeletionsLedger {
  const file = path === undefined ? process.stdout.fd : openSync(path, 'a');
  return {
    async write(event) {
      writeSync(file, `${JSON.stringify(event)}\n`);
      if (path !== undefined) fsyncSync(file);
    },
    close() {
      if (path !== undefined) closeSync(file);
    },
  };
}

/** The oldest backup is of 35 days ago; one that is taken just before a deletion still has it then. */
const KEPT_SECONDS = 40 * 86_400;

const deletion = z.object({ accountId: z.string() });

/** A table of DynamoDB (key `accountId`, time to live `expiresAt`) that is not restored with the others. */
export async function ledgerInTable(table: string, env: NodeJS.ProcessEnv): Promise<DeletionsLedger> {
  // Loaded by who wants it alone: the SDK is large.
  const { DynamoDBClient, PutItemCommand } = await import('@aws-sdk/client-dynamodb');
  const { AWS_REGION: region = 'local', DYNAMODB_ENDPOINT: endpoint } = env;
  const local = { endpoint, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const client = new DynamoDBClient({ region, ...(endpoint === undefined ? {} : local) });
  return {
    async write(event) {
      const expiresAt = Math.ceil(Date.parse(event.time) / 1000) + KEPT_SECONDS;
      const Item = {
        accountId: { S: deletion.parse(event.data).accountId },
        event: { S: JSON.stringify(event) },
        expiresAt: { N: String(expiresAt) },
      };
      await client.send(new PutItemCommand({ TableName: table, Item }));
    },
    close: () => client.destroy(),
  };
}
