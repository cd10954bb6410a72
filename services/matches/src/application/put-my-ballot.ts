import { type Ballot, editableRatings, fillBallot, type Ratings } from '../domain/ballot.ts';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import { hasCriterion, hasPlayer } from '../domain/squad.ts';
import { type Entered, enterSquad } from './enter-squad.ts';
import type { Caller, Ports } from './ports.ts';
import { untilSaved } from './until-saved.ts';

interface Command {
  squadId: string;
  caller: Caller;
  ratings: Ratings;
  /** The version to be replaced, if the caller insists on one. */
  expected?: number | undefined;
}

/** Replaces the caller's ballot, as often as he likes. */
export function putMyBallot(ports: Pick<Ports, 'squads' | 'playersService' | 'ballots' | 'clock'>) {
  const enter = enterSquad(ports);
  return async ({ squadId, caller, ratings, expected }: Command): Promise<Ballot | Refusal> => {
    const entered = await enter(squadId, caller, knowsAll(ratings));
    if (isRefusal(entered)) return entered;
    const { squad, me } = entered;
    // What is remembered may be old: enough to try a save from it, not to refuse one or to call it superfluous.
    let recalled = expected === undefined ? ports.ballots.recall(squadId, caller.accountId) : undefined;
    const saved = await untilSaved(async () => {
      const stored = recalled ?? (await ports.ballots.find(squadId, caller.accountId));
      const ballot = fillBallot(squad, me, stored, { ratings, expected, now: ports.clock() });
      const certain = recalled === undefined;
      recalled = undefined;
      if (isRefusal(ballot) || ballot === stored) return certain ? ballot : undefined;
      return (await ports.ballots.save(ballot)) ? ballot : undefined;
    });
    if (isRefusal(saved)) return saved;
    return { ...saved, ratings: editableRatings(squad, me, saved) };
  };
}

/** Players and criteria may be younger than the replica. */
function knowsAll(ratings: Ratings): (entered: Entered) => boolean {
  return ({ squad }) =>
    Object.entries(ratings).every(
      ([playerId, given]) =>
        hasPlayer(squad, playerId) && Object.keys(given).every((criterion) => hasCriterion(squad, criterion)),
    );
}
