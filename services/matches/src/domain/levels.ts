import { type Level, levels } from '@besteam/balancer';
import type { Ballot } from './ballot.ts';
import type { Squad } from './squad.ts';

export type Levels = Record<string, Level>;

/**
 * The ballots that count now, without what does not count in them: of claimants, or of all members where the owner
 * admits anyone; never what somebody gives the player he claims; only players who are in the squad.
 */
export function countingBallots(squad: Squad, ballots: Ballot[]): Ballot[] {
  const players = new Set(squad.players.map(({ id }) => id));
  const members = new Map(squad.members.map((member) => [member.accountId, member]));
  return ballots.flatMap((ballot) => {
    const rater = members.get(ballot.accountId);
    if (!rater || (squad.rules.raters === 'players' && !rater.playerId)) return [];
    const counting = Object.entries(ballot.ratings).filter(
      ([playerId]) => players.has(playerId) && playerId !== rater.playerId,
    );
    return counting.length === 0 ? [] : { ...ballot, ratings: Object.fromEntries(counting) };
  });
}

/** The internal level of every player, from all ballots that count. Never leaves the service. */
export function internalLevels(squad: Squad, ballots: Ballot[]): Levels {
  return levels({
    players: squad.players.map(({ id }) => id),
    criteria: squad.criteria,
    ballots: countingBallots(squad, ballots).map(({ accountId, ratings }) => ({ rater: accountId, ratings })),
  });
}
