import { createMemory } from '@besteam/service-kit';
import { BALLOT, RATES } from './ballots.ts';
import { type Items, squadKey } from './items.ts';
import { isBuried } from './squads.ts';

const TALLY = 'TALLY';

const MOST_SQUADS = 2000;
const TTL_MS = 60_000;

/** How many members rate somebody, and the number of this count. */
export interface Tally {
  raters: number;
  /** Of two counts of a squad the one with the greater number is the newer: it began after the other one was done. */
  version: number;
}

/**
 * Counts who rates somebody. Counts of one squad are numbered, because the clocks and the speed of several processes
 * tell nothing of which one saw more.
 */
export function countRaters(items: Items, purge: (squadId: string) => Promise<void>) {
  /** Of this process's own counts: where another one has counted since, the write fails and the number is looked up. */
  const numbers = createMemory<number>({ most: MOST_SQUADS, ttlMs: TTL_MS });
  return async (squadId: string): Promise<Tally> => {
    const key = { pk: squadKey(squadId), sk: TALLY };
    for (;;) {
      const version = (numbers.get(squadId) ?? (await items.read(key))?.version ?? 0) + 1;
      const raters = await items.count(key.pk, BALLOT, RATES);
      numbers.delete(squadId);
      if (!(await items.write({ ...key, version, doc: { raters } }))) continue;
      numbers.set(squadId, version);
      // Nothing may stay of a squad that was deleted meanwhile, not even its count.
      if (await isBuried(items, squadId)) await purge(squadId);
      return { raters, version };
    }
  };
}
