import type { Match } from '../domain/match.ts';
import { isRefusal, noSuchMatch, type Refusal, refuse } from '../domain/refusal.ts';
import { type Entered, enterSquad } from './enter-squad.ts';
import type { MatchQuery, MatchView } from './get-match.ts';
import type { Ports } from './ports.ts';
import { untilSaved } from './until-saved.ts';

export interface MatchCommand extends MatchQuery {
  /** The version to be changed, if the caller insists on one. */
  expected?: number | undefined;
}

type Decision = Match | Refusal;
export type ChangePorts = Pick<Ports, 'squads' | 'playersService' | 'matches' | 'clock' | 'inTurn'>;

/**
 * Enters the squad, loads the match, lets `decide` say what becomes of it, and saves that in one write. A refusal by a
 * replica that is not `enough` is thought over once more with what the players service says.
 */
export function changeMatch(ports: ChangePorts) {
  const enter = enterSquad(ports);
  return async (
    { squadId, matchId, caller, expected }: MatchCommand,
    decide: (view: MatchView, now: string) => Decision | Promise<Decision>,
    enough: (entered: Entered) => boolean = () => true,
  ): Promise<MatchView | Refusal> => {
    const attempt = (entered: Entered) =>
      untilSaved(async () => {
        const stored = await ports.matches.find(squadId, matchId);
        if (!stored) return noSuchMatch;
        if (expected !== undefined && expected !== stored.version) return refuse('precondition-failed');
        const now = ports.clock();
        const decided = await decide({ ...entered, match: stored }, now);
        if (isRefusal(decided)) return decided;
        if (decided === stored) return { ...entered, match: stored };
        const match = { ...decided, version: stored.version + 1, updatedAt: now };
        return (await ports.matches.save(match)) ? { ...entered, match } : undefined;
      });
    const change = (entered: Entered) => ports.inTurn(matchId, () => attempt(entered));
    const entered = await enter(squadId, caller);
    if (isRefusal(entered)) return entered;
    const outcome = await change(entered);
    if (!isRefusal(outcome) || enough(entered)) return outcome;
    const better = await enter(squadId, caller, enough);
    return isRefusal(better) ? better : change(better);
  };
}
