import { dynamodbLocal } from '@besteam/service-kit/testing/servers';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { PlayersSettings } from '../src/config.ts';
import { type Person, type PlayersSystem, startPlayers } from './players-system.ts';

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

/** The service on the store that is being tested, from the first of its tests to the last. */
export let system: PlayersSystem;
/** Somebody with an account in it, who founds the squads that need nobody in particular. */
export let ana: Person;

/** The same tests on each store. */
export function onEveryStore(tests: () => void): void {
  describe.each(stores)('on $title', ({ skipped, start }) => {
    if (skipped) return it.skip('is not to be had', () => {});
    let store: RunningStore;
    beforeAll(async () => {
      store = await start();
      system = await startPlayers(store.settings);
      ana = await system.registered();
    });
    afterAll(async () => {
      await system.close();
      await store.close();
    });
    tests();
  });
}
