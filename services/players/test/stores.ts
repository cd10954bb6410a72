import { dynamodbLocal } from '@besteam/service-kit/testing/servers';
import { describe } from 'vitest';
import type { PlayersSettings } from '../src/config.ts';
import { type PlayersSystem, startPlayers } from './players-system.ts';

export interface Store {
  title: string;
  skipped: boolean;
  /** Whether several processes can use it at once. */
  shared: boolean;
  start(): Promise<RunningStore>;
}

export interface RunningStore {
  settings: Partial<PlayersSettings>;
  close(): Promise<void>;
}

const local = dynamodbLocal();
/** Tests share the machine with each other: slow is not wrong there. */
const PATIENCE_MS = 20_000;

/** The embedded store, and AWS's DynamoDB Local: the same tests run on both. */
export const stores: Store[] = [
  { title: 'dynalite', skipped: false, shared: false, start: async () => ({ settings: {}, close: async () => {} }) },
  {
    title: local.title,
    skipped: local.skipped,
    shared: true,
    async start() {
      const server = await local.start();
      return { settings: { DYNAMODB_ENDPOINT: server.url, DYNAMODB_ANSWER_MS: PATIENCE_MS }, close: server.remove };
    },
  },
];

/** The same tests on each store; `start` gives the service on it, which closes it too. */
export function onEveryStore(tests: (start: () => Promise<PlayersSystem>) => void): void {
  for (const { title, skipped, start } of stores) {
    describe.skipIf(skipped)(`on ${title}`, () => {
      tests(async () => {
        const store = await start();
        const system = await startPlayers(store.settings);
        const close = async () => {
          await system.close();
          await store.close();
        };
        return { ...system, close };
      });
    });
  }
}
