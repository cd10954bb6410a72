import type { Ports } from './ports.ts';

type ActivityPorts = Pick<Ports, 'activity' | 'recentSquads'>;

export interface Rating {
  squadId: string;
  raters: number;
  /** Of two counts the greater one is the newer. */
  version: number;
  at: string;
}

export interface MatchNews {
  squadId: string;
  at: string;
  status: 'planned' | 'drawn' | 'played' | 'called-off' | 'deleted';
}

/** Somebody rated: the squad shows how many have. */
export function recordRating({ activity, recentSquads }: ActivityPorts) {
  return async ({ squadId, raters, version, at }: Rating): Promise<void> => {
    if (!(await recentSquads.read(squadId))) return;
    await activity.rated(squadId, { raters, count: version, at: new Date(at).toISOString() });
    await recentSquads.forget(squadId);
  };
}

/** A match was planned, drawn, played, called off or deleted: the squad shows when it last had one. */
export function recordMatch({ activity, recentSquads }: ActivityPorts) {
  return async ({ squadId, at, status }: MatchNews): Promise<void> => {
    if (!(await recentSquads.read(squadId))) return;
    const isMatch = status === 'drawn' || status === 'played';
    await activity.matchChanged(squadId, new Date(at).toISOString(), isMatch);
    await recentSquads.forget(squadId);
  };
}
