import { mustLookAfter } from '../domain/permission.ts';
import { isRefused, noMatch, type Refusal, refused } from '../domain/refusal.ts';
import type { ChangePorts, MatchCommand } from './change-match.ts';
import { enterSquad } from './enter-squad.ts';
import { untilSaved } from './until-saved.ts';

/** Deletes a match with all its draws. */
export function deleteMatch(ports: ChangePorts) {
  const enter = enterSquad(ports);
  return async ({ squadId, matchId, caller, expected }: MatchCommand): Promise<'deleted' | Refusal> => {
    const entered = await enter(squadId, caller);
    if (isRefused(entered)) return entered;
    const outcome = await untilSaved(async () => {
      const stored = await ports.matches.find(squadId, matchId);
      if (!stored) return noMatch;
      const refusal = mustLookAfter(entered.me, stored);
      if (refusal) return refusal;
      if (expected !== undefined && expected !== stored.version) return refused('precondition-failed');
      const tombstone = { ...stored, version: stored.version + 1, updatedAt: ports.clock() };
      return (await ports.matches.remove(tombstone)) ? tombstone : undefined;
    });
    return isRefused(outcome) ? outcome : 'deleted';
  };
}
