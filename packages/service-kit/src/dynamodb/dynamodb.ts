import {
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { FastifyBaseLogger as Logger } from 'fastify';
import { traceCommands } from '../telemetry/traced-dynamodb.ts';
import type { Tracing } from '../telemetry/tracing.ts';
import { startDynalite } from './embedded-dynamodb.ts';
import { onceMore } from './once-more.ts';
import { ensureTables } from './tables.ts';

export interface DynamoDbOptions {
  /** DynamoDB Local or a compatible server. */
  endpoint?: string | undefined;
  /** AWS itself, when there is no endpoint; credentials are found as the AWS SDK does. */
  region?: string | undefined;
  /** The embedded store's folder, used when neither is given. */
  path: string;
  tables: CreateTableCommandInput[];
  logger: Logger;
  /** How long a server may take to answer before it is asked once more. Default 800. */
  answerMs?: number | undefined;
  tracing?: Tracing | undefined;
}

export interface DynamoDb {
  /** Plain objects in and out; `undefined` fields are left out. */
  documents: DynamoDBDocumentClient;
  /** Rejects when the store does not answer or a table is missing. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * One client for the embedded store, DynamoDB Local and AWS. Outside AWS it waits until the store answers and creates
 * the tables that are missing; on AWS they are the infrastructure's.
 *
 * A command that got no answer is repeated once. A conditional write whose first answer was lost can therefore
 * fail its own condition: who must know whether it was done marks what it writes, and looks whose mark is stored.
 */
export async function openDynamoDb(options: DynamoDbOptions): Promise<DynamoDb> {
  const { endpoint, region, path, tables, logger, tracing } = options;
  const embedded = endpoint === undefined && region === undefined ? await startDynalite({ path }) : undefined;
  const local = endpoint ?? embedded?.endpoint;
  const client = new DynamoDBClient({
    region: region ?? 'local',
    ...(local === undefined ? {} : { endpoint: local, credentials: LOCAL_CREDENTIALS }),
    ...(embedded ? PATIENT : remote(options.answerMs ?? ANSWER_MS)),
  });
  if (tracing) traceCommands(client, tracing);
  const close = async () => {
    client.destroy();
    await embedded?.close();
  };
  try {
    if (local !== undefined) await ensureTables(client, tables, logger);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    documents: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    async ping() {
      await Promise.all(tables.map(({ TableName }) => client.send(new DescribeTableCommand({ TableName }))));
    },
    close,
  };
}

/** Local stores want some, and look at none. */
const LOCAL_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** With the usual 0.8 s both attempts and the rest between them (0.1 s at most) end before a caller has waited for 2 s. */
const ANSWER_MS = 800;
const remote = (requestTimeout: number): DynamoDBClientConfig => ({
  retryStrategy: onceMore,
  requestHandler: { connectionTimeout: 500, requestTimeout, throwOnRequestTimeout: true },
});

/** The embedded store shares this process: when it is slow so are we, and repeating helps neither. */
const PATIENT: DynamoDBClientConfig = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 10_000, requestTimeout: 20_000, throwOnRequestTimeout: true },
};
