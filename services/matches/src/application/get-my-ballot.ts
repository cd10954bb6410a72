import { type Ballot, editableRatings } from '../domain/ballot.ts';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import { enterSquad } from './enter-squad.ts';
import type { Caller, Ports } from './ports.ts';

/** The caller's own ballot; nobody else's can be asked for. */
export function getMyBallot(ports: Pick<Ports, 'squads' | 'playersService' | 'ballots'>) {
  const enter = enterSquad(ports);
  return async ({ squadId, caller }: { squadId: string; caller: Caller }): Promise<Ballot | Refusal> => {
    const entered = await enter(squadId, caller);
    if (isRefusal(entered)) return entered;
    const ballot = await ports.ballots.find(squadId, caller.accountId);
    return { ...ballot, ratings: editableRatings(entered.squad, entered.me, ballot) };
  };
}
