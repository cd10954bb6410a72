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
 * What may stay of what was just written in one squad. What came too late for a deletion goes after it: the deletion is
 * noted first and then removes what it finds, this looks for the note after the writes, so one of the two sees the other.
 */
export function lateComers({ items, purge, settleBallot }: Options) {
  return async (written: Untold[]): Promise<Untold[]> => {
    const squadId = squadIdOf(written[0]?.pk ?? '');
    if (await isBuried(items, squadId)) {
      await purge(squadId);
      return [];
    }
    const stay = await Promise.all(
      written.map(({ sk, status }) =>
        !sk.startsWith(BALLOT) || status === 'deleted' ? true : settleBallot(squadId, sk.slice(BALLOT.length)),
      ),
    );
    return written.filter((_, index) => stay[index]);
  };
}
