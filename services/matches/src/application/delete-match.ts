import { deleted } from '../domain/calling-off.ts';
import type { Match } from '../domain/match.ts';
import { isRefusal, noSuchMatch, type Refusal, refuse } from '../domain/refusal.ts';
import type { ChangePorts, MatchCommand } from './change-match.ts';
import { enterSquad } from './enter-squad.ts';
import { untilSaved } from './until-saved.ts';

/** Deletes a match; one that was drawn is called off, and stays. */
export function deleteMatch(ports: Omit<ChangePorts, 'inTurn'>) {
  const enter = enterSquad(ports);
  return async ({ squadId, matchId, caller, expected }: MatchCommand): Promise<undefined | Refusal> => {
    const entered = await enter(squadId, caller);
    if (isRefusal(entered)) return entered;
    const outcome = await untilSaved(async (): Promise<Match | Refusal | undefined> => {
      const stored = await ports.matches.find(squadId, matchId);
      if (!stored) return noSuchMatch;
      const now = ports.clock();
      const after = deleted(entered.me, stored, now);
      if (after && isRefusal(after)) return after;
      if (expected !== undefined && expected !== stored.version) return refuse('precondition-failed');
      if (after === stored) return stored;
      const next = { ...(after ?? stored), version: stored.version + 1, updatedAt: now };
      return (await (after ? ports.matches.save(next) : ports.matches.remove(next))) ? next : undefined;
    });
    return isRefusal(outcome) ? outcome : undefined;
  };
}
