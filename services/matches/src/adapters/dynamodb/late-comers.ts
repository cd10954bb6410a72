import { BALLOT } from './ballots.ts';
import { type Items, squadIdOf, type Untold } from './items.ts';
import { isBuried } from './squads.ts';

interface Options {
  items: Items;
  purge(squadId: string): Promise<void>;
  /** Treats the ballot as its author's account was; true when that is still there. */
  settleBallot(squadId: string, accountId: string): Promise<boolean>;
}

/**
 * Whether something that was just written may stay. What came too late for a deletion goes after it: the deletion is
 * noted first and then removes what it finds, this looks for the note after the write, so one of the two sees the other.
 */
export function lateComers({ items, purge, settleBallot }: Options) {
  return async ({ pk, sk, status }: Untold): Promise<boolean> => {
    const squadId = squadIdOf(pk);
    if (await isBuried(items, squadId)) {
      await purge(squadId);
      return false;
    }
    if (!sk.startsWith(BALLOT) || status === 'deleted') return true;
    return settleBallot(squadId, sk.slice(BALLOT.length));
  };
}
