import { isRefusal, type Refusal } from '../domain/refusal.ts';
import { type Entered, enterSquad } from './enter-squad.ts';
import type { Caller, MatchPage, Ports, Position } from './ports.ts';

interface Query {
  squadId: string;
  caller: Caller;
  limit: number;
  before?: Position | undefined;
}

/** The squad's matches, newest first. */
export function listMatches(ports: Pick<Ports, 'squads' | 'playersService' | 'matches'>) {
  const enter = enterSquad(ports);
  return async ({ squadId, caller, limit, before }: Query): Promise<(Entered & MatchPage) | Refusal> => {
    const entered = await enter(squadId, caller);
    if (isRefusal(entered)) return entered;
    return { ...entered, ...(await ports.matches.list(squadId, { limit, before })) };
  };
}
