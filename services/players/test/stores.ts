import { startDynamoDbLocal } from '@besteam/service-kit/testing';
import type { PlayersSettings } from '../src/config.ts';

export interface Store {
  name: string;
  settings: Partial<PlayersSettings>;
  close(): Promise<void>;
}

const local = await startDynamoDbLocal();

/** The embedded store, and AWS's DynamoDB Local where there is one: the same tests run on both. */
export const stores: Store[] = [
  { name: 'dynalite', settings: {}, close: async () => {} },
  ...(local ? [{ name: 'DynamoDB Local', settings: { DYNAMODB_ENDPOINT: local.endpoint }, close: local.close }] : []),
];

/** What the tests go without on this machine. */
export const missing: string[] = local ? [] : ['DynamoDB Local (needs Java, and npm once)'];
