import { type Level, openLevelBook } from '@besteam/balancer';
import type { Ballot } from './ballot.ts';
import type { Squad } from './squad.ts';

export type Levels = Record<string, Level>;

/** The internal level of every player, from all ballots that count. Never leaves the service. */
export type LevelsOf = (squad: Squad, ballots: Ballot[]) => Levels;

/**
 * What of a ballot counts now: of claimants, or of all members where the owner admits anyone; never what somebody
 * gives the player he claims; only players who are in the squad. Undefined where nothing is left.
 */
export function countingIn(squad: Squad): (ballot: Ballot) => Ballot | undefined {
  const players = new Set(squad.players.map(({ id }) => id));
  const members = new Map(squad.members.map((member) => [member.accountId, member]));
  return (ballot) => {
    const rater = members.get(ballot.accountId);
    if (!rater || (squad.rules.raters === 'players' && !rater.playerId)) return undefined;
    const counts = (playerId: string) => players.has(playerId) && playerId !== rater.playerId;
    const rated = Object.keys(ballot.ratings);
    const counting = rated.filter(counts);
    if (counting.length === 0) return undefined;
    if (counting.length === rated.length) return ballot;
    return { ...ballot, ratings: Object.fromEntries(Object.entries(ballot.ratings).filter(([id]) => counts(id))) };
  };
}

export function countingBallots(squad: Squad, ballots: Ballot[]): Ballot[] {
  const counting = countingIn(squad);
  return ballots.flatMap((ballot) => counting(ballot) ?? []);
}

export const internalLevels: LevelsOf = (squad, ballots) => {
  const book = openBook(squad);
  for (const { accountId, ratings } of countingBallots(squad, ballots)) book.rate({ rater: accountId, ratings });
  return book.levels();
};

/** The levels of this roster by these criteria, without a ballot yet. */
export function openBook({ players, criteria }: Pick<Squad, 'players' | 'criteria'>) {
  return openLevelBook(
    players.map(({ id }) => id),
    criteria,
  );
}
