import { createMemory } from '@besteam/service-kit';
import type { Squad } from '../../domain/squad.ts';
import type { SquadReplicas } from './squads.ts';

const MOST = 2000;
/** Every process hears of every change at once; this is for the case that it did not. */
const TTL_MS = 10_000;

export interface RememberedSquads extends SquadReplicas {
  /** An event told of this state: it may be newer than what the store answers. */
  notice(squad: Pick<Squad, 'squadId' | 'version'> & (Squad | { deleted: true })): void;
}

type Known = Squad | { version: number; deleted: true };

/** The replicas, most of them remembered in this process: every request begins with one. */
export function rememberedSquads(replicas: SquadReplicas): RememberedSquads {
  const memory = createMemory<Known>({ most: MOST, ttlMs: TTL_MS });
  const remember = (squadId: string, known: Known) => {
    const before = memory.get(squadId);
    if (before && ('deleted' in before || before.version >= known.version)) return;
    memory.set(squadId, known);
  };
  return {
    async find(squadId) {
      const known = memory.get(squadId);
      if (known) return 'deleted' in known ? undefined : known;
      const stored = await replicas.find(squadId);
      if (stored) remember(squadId, stored);
      return stored;
    },
    async replace(squad) {
      await replicas.replace(squad);
      const known = memory.get(squad.squadId);
      // What is newer stays: forgotten, it would make room for the late snapshot, when that is heard of.
      if (known && !('deleted' in known) && known.version < squad.version) memory.delete(squad.squadId);
    },
    async bury(squadId, version) {
      await replicas.bury(squadId, version);
      memory.set(squadId, { version, deleted: true });
    },
    notice(squad) {
      if ('deleted' in squad) memory.set(squad.squadId, { version: squad.version, deleted: true });
      else remember(squad.squadId, squad);
    },
  };
}
