import type { Claim } from '@besteam/service-kit';
import { squadIdOf } from './keys.ts';
import type { SquadItem } from './squad-item.ts';

/** A write of this process: the item as it has been since, and the accounts for whom the squad is something else now. */
export interface Written {
  item: SquadItem;
  changed: ReadonlySet<string>;
}

interface Known {
  item: SquadItem;
  /** This process wrote every version from here on. */
  from: number;
  /** In which of them the squad became something else for an account. */
  changedAt: Map<string, number>;
  /** As which of them it was put into "my squads". */
  listedAt: Map<string, number>;
}

export type Unpublished = ReturnType<typeof unpublishedSquads>;

/**
 * Squads that this process wrote and has not published yet, so that its relay need neither look for them nor read them;
 * and whose "my squads" it has brought up to date since, so that it is not done again for the next version. What
 * somebody else wrote in between makes that uncertain, and is forgotten.
 */
export function unpublishedSquads(most: number) {
  const known = new Map<string, Known>();
  return {
    add({ item, changed }: Written): void {
      const squadId = squadIdOf(item.pk);
      const { version } = item;
      const before = known.get(squadId);
      if (before ? before.item.version >= version : known.size >= most) return;
      const next: Known =
        before?.item.version === version - 1
          ? { ...before, item }
          : { item, from: version, changedAt: new Map(), listedAt: new Map() };
      for (const accountId of changed) next.changedAt.set(accountId, version);
      known.set(squadId, next);
    },
    find: (squadId: string): SquadItem | undefined => known.get(squadId)?.item,
    all: (): SquadItem[] => [...known.values()].map(({ item }) => item),
    /** The accounts whose "my squads" is still to be brought up to date with this version. */
    unlisted({ pk, listing = new Set() }: SquadItem): string[] {
      const squad = known.get(squadIdOf(pk));
      if (!squad) return [...listing];
      const { from, changedAt, listedAt } = squad;
      return [...listing].filter((accountId) => (listedAt.get(accountId) ?? -1) < (changedAt.get(accountId) ?? from));
    },
    listed(squadId: string, version: number, accountId: string): void {
      known.get(squadId)?.listedAt.set(accountId, version);
    },
    claimed(squadId: string, version: number, claim: Claim): void {
      const squad = known.get(squadId);
      if (squad?.item.version === version) squad.item = { ...squad.item, ...claim };
    },
    /** It is published, or somebody else's to publish; a newer version stays. */
    forget(squadId: string, version: number): void {
      if (known.get(squadId)?.item.version === version) known.delete(squadId);
    },
  };
}
