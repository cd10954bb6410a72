import type { EventBus } from '@besteam/service-kit';
import type { SimulatedDatabase } from './accounts/database.ts';
import type { SimulatedDynamoDb } from './store/documents.ts';

/** A promise of the system that is broken on purpose, to see that it is noticed. */
export interface Plant {
  bus(bus: EventBus): EventBus;
  store(store: SimulatedDynamoDb): SimulatedDynamoDb;
  database(database: SimulatedDatabase): SimulatedDatabase;
}

const same = <T>(one: T): T => one;

export const NOTHING_PLANTED: Plant = { bus: same, store: same, database: same };
