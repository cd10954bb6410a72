import type { Cache } from '@besteam/service-kit';
import type { RecentSquads, Squads, SquadWithActivity } from '../../application/ports.ts';

export interface CachedSquadsOptions {
  cache: Cache;
  squads: Squads;
  load(squadId: string): Promise<SquadWithActivity | undefined>;
  /** How old an answer of `read` may be, in milliseconds. */
  freshMs: number;
  /** Called after every write. */
  onChange(): void;
}

export interface CachedSquads {
  squads: Squads;
  recentSquads: RecentSquads;
}

/** Remembers squads for reading, and lets go of what it remembers with every write. */
export function cachedSquads({ cache, squads, load, freshMs, onChange }: CachedSquadsOptions): CachedSquads {
  const key = (squadId: string) => `players:squad:${squadId}`;
  const forget = (squadId: string) => cache.delete(key(squadId));
  const written = async (squadId: string, write: Promise<boolean>): Promise<boolean> => {
    const done = await write;
    await forget(squadId);
    if (done) onChange();
    return done;
  };
  return {
    squads: {
      load: squads.load,
      add: (squad) => written(squad.id, squads.add(squad)),
      save: (after, before) => written(after.id, squads.save(after, before)),
      delete: (squad) => written(squad.id, squads.delete(squad)),
    },
    recentSquads: {
      forget,
      read: (squadId) => cache.getOrSet(key(squadId), freshMs, () => load(squadId)),
      // Not remembered: strangers must not push out what members read.
      readNow: load,
    },
  };
}
