/** What people were told, written down apart from the system. */
export interface Ledger {
  /** Somebody asked for the end of these, whatever became of the request: they may be gone from now on. */
  mayEnd(...facts: string[]): void;
  ended(fact: string): boolean;
  /** Somebody was told that this is so: so it is at the end, unless one of these may have ended. */
  promise(what: string, unless: string[], holds: () => boolean): void;
  broken(): string[];
  tally: { acknowledged: number; refused: number; unanswered: number };
}

export function openLedger(): Ledger {
  const ends = new Set<string>();
  const promises: { what: string; unless: string[]; holds: () => boolean }[] = [];
  return {
    mayEnd(...facts) {
      for (const fact of facts) ends.add(fact);
    },
    ended: (fact) => ends.has(fact),
    promise: (what, unless, holds) => void promises.push({ what, unless, holds }),
    broken: () =>
      promises.flatMap(({ what, unless, holds }) =>
        unless.some((fact) => ends.has(fact)) || holds() ? [] : `lost: ${what}`,
      ),
    tally: { acknowledged: 0, refused: 0, unanswered: 0 },
  };
}
