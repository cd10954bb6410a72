import type { Ballot } from '../domain/ballot.ts';
import { renewed, type Snapshot } from '../domain/published-levels.ts';
import type { Squad } from '../domain/squad.ts';
import type { Ports } from './ports.ts';

export type LevelPorts = Pick<Ports, 'ballots' | 'snapshots' | 'levelsOf' | 'clock'>;

/** The ballots of a squad and its snapshot of levels, renewed first when it is due. */
export function currentLevels({ ballots, snapshots, levelsOf, clock }: LevelPorts) {
  return async (squad: Squad): Promise<{ ballots: Ballot[]; snapshot: Snapshot | undefined }> => {
    const [all, last] = await Promise.all([ballots.ofSquad(squad.squadId), snapshots.find(squad.squadId)]);
    const next = renewed(squad, all, last, clock(), levelsOf);
    if (!next) return { ballots: all, snapshot: last };
    if (await snapshots.save(next)) return { ballots: all, snapshot: next };
    return { ballots: all, snapshot: await snapshots.find(squad.squadId) };
  };
}
