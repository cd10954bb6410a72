import { type Level, openLevelBook } from '@besteam/balancer';
import type { Ballot, Ratings } from './ballot.ts';
import type { Squad } from './squad.ts';

export type Levels = Record<string, Level>;

/** The internal level of every player, from all ballots that count. Never leaves the service. */
export type LevelsOf = (squad: Squad, ballots: Ballot[]) => Levels;

/**
 * What of a ballot counts now: of claimants, or of all members where the owner admits anyone; never what somebody
 * gives the player he claims; only players who are in the squad. Undefined where nothing is left.
 */
function countingIn(squad: Squad): (ballot: Ballot) => Ballot | undefined {
  const players = new Set(squad.players.map(({ id }) => id));
  const members = new Map(squad.members.map((member) => [member.accountId, member]));
  return (ballot) => {
    const rater = members.get(ballot.accountId);
    if (!rater || (squad.rules.raters === 'players' && !rater.playerId)) return undefined;
    const counts = (playerId: string) => players.has(playerId) && playerId !== rater.playerId;
    const rated = Object.keys(ballot.ratings);
    if (rated.length > 0 && rated.every(counts)) return ballot;
    const counting = Object.entries(ballot.ratings).filter(([id]) => counts(id));
    return counting.length === 0 ? undefined : { ...ballot, ratings: Object.fromEntries(counting) };
  };
}

export function countingBallots(squad: Squad, ballots: Ballot[]): Ballot[] {
  const counting = countingIn(squad);
  return ballots.flatMap((ballot) => counting(ballot) ?? []);
}

/**
 * The ratings that a book of levels reads of a ballot. The same as what counts of it, but players who left may still be in
 * it, whom a book overlooks: to go through all of them first would take as long as to read them.
 */
export function readableIn(squad: Squad): (ballot: Ballot) => Ratings {
  const members = new Map(squad.members.map((member) => [member.accountId, member]));
  return ({ accountId, ratings }) => {
    const rater = members.get(accountId);
    if (!rater || (squad.rules.raters === 'players' && !rater.playerId)) return {};
    if (rater.playerId === undefined || !Object.hasOwn(ratings, rater.playerId)) return ratings;
    const { [rater.playerId]: _, ...others } = ratings;
    return others;
  };
}

export const internalLevels: LevelsOf = (squad, ballots) => {
  const book = openBook(squad);
  const readable = readableIn(squad);
  for (const ballot of ballots) book.rate({ rater: ballot.accountId, ratings: readable(ballot) });
  return book.levels();
};

/** Nobody's account: it rates the known players as they are known. */
const KNOWN = '';

/**
 * The levels beside those that are `known`, as if one rater had given the known ones: what anybody rates a known player,
 * and how that moves the squad's mean or shows who is generous, is in none of them.
 */
export function levelsBeside(known: Levels, squad: Squad, ballots: Ballot[]): Levels {
  const book = openBook(squad);
  const given = Object.entries(known).map(([id, { level }]) => [id, evenly(squad, level)] as const);
  book.rate({ rater: KNOWN, ratings: Object.fromEntries(given) });
  for (const { accountId, ratings } of countingBallots(squad, ballots)) {
    const others = Object.entries(ratings).filter(([playerId]) => !Object.hasOwn(known, playerId));
    if (others.length > 0) book.rate({ rater: accountId, ratings: Object.fromEntries(others) });
  }
  return Object.fromEntries(Object.entries(book.levels()).filter(([playerId]) => !Object.hasOwn(known, playerId)));
}

function evenly({ criteria }: Squad, level: number): Record<string, number> {
  return Object.fromEntries(criteria.map(({ id }) => [id, level]));
}

/** The levels of this roster by these criteria, without a ballot yet. */
export function openBook({ players, criteria }: Pick<Squad, 'players' | 'criteria'>) {
  return openLevelBook(
    players.map(({ id }) => id),
    criteria,
  );
}
