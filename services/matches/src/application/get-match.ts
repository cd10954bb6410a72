import type { Match } from '../domain/match.ts';
import { isRefusal, noSuchMatch, type Refusal } from '../domain/refusal.ts';
import { type Entered, enterSquad } from './enter-squad.ts';
import type { Caller, Ports } from './ports.ts';

export interface MatchQuery {
  squadId: string;
  matchId: string;
  caller: Caller;
}

/** A match and the squad it is seen in. */
export type MatchView = Entered & { match: Match };

export function getMatch(ports: Pick<Ports, 'squads' | 'playersService' | 'matches'>) {
  const enter = enterSquad(ports);
  return async ({ squadId, matchId, caller }: MatchQuery): Promise<MatchView | Refusal> => {
    const entered = await enter(squadId, caller);
    if (isRefusal(entered)) return entered;
    const match = await ports.matches.find(squadId, matchId);
    return match ? { ...entered, match } : noSuchMatch;
  };
}
