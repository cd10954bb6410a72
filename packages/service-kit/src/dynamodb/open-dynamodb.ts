import type { DynamoDb, DynamoDbOptions } from './dynamodb.ts';

/** As `dynamodb.ts` says. The AWS SDK is loaded by who stores something there alone: it is a fifth of a service's memory. */
export async function openDynamoDb(options: DynamoDbOptions): Promise<DynamoDb> {
  const store = await import('./dynamodb.ts');
  return store.openDynamoDb(options);
}
