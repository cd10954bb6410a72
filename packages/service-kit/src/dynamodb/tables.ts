import { setTimeout as wait } from 'node:timers/promises';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import type { FastifyBaseLogger as Logger } from 'fastify';
import { isInfrastructureFailure } from '../messaging/infrastructure-failure.ts';

const LONGEST_WAIT_MS = 5000;
const CREATION_MS = 20_000;

/** Creates the tables that are missing and returns when all can be used. A store that does not answer is waited for. */
export async function ensureTables(
  client: DynamoDBClient,
  tables: CreateTableCommandInput[],
  logger: Logger,
): Promise<void> {
  for (let delay = 250; ; delay = Math.min(delay * 2, LONGEST_WAIT_MS)) {
    try {
      for (const table of tables) await ensureTable(client, table);
      return;
    } catch (error) {
      if (!isInfrastructureFailure(error)) throw error;
      logger.warn({ err: error, retryInMs: delay }, 'DynamoDB does not answer yet');
      await wait(delay);
    }
  }
}

async function ensureTable(client: DynamoDBClient, table: CreateTableCommandInput): Promise<void> {
  if ((await status(client, table)) === undefined) await create(client, table);
  const end = Date.now() + CREATION_MS;
  while ((await status(client, table)) !== 'ACTIVE') {
    if (Date.now() > end) throw new Error(`The table ${table.TableName} does not become active`);
    await wait(10);
  }
}

async function status(client: DynamoDBClient, { TableName }: CreateTableCommandInput): Promise<string | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName }))).Table?.TableStatus;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** Of several processes that start together one creates the table. */
async function create(client: DynamoDBClient, table: CreateTableCommandInput): Promise<void> {
  try {
    await client.send(new CreateTableCommand(table));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
}
