import type { FieldError, Refusal } from './refusal.ts';
import { refuse } from './refusal.ts';
import { hasCriterion, hasPlayer, type Member, type Squad } from './squad.ts';

/** Ratings 0–5 in half-steps, by player and criterion. */
export type Ratings = Record<string, Record<string, number>>;

/** All that one account rates in one squad: the latest counts, and only its author ever reads it. */
export interface Ballot {
  squadId: string;
  accountId: string;
  ratings: Ratings;
  /** ISO 8601, UTC; absent while the ballot was never saved. */
  updatedAt?: string | undefined;
  /** 0 for a ballot never saved; grows only when something changed. */
  version: number;
}

export function emptyBallot(squadId: string, accountId: string): Ballot {
  return { squadId, accountId, ratings: {}, version: 0 };
}

export interface BallotChange {
  ratings: Ratings;
  /** The version the author last saw, if he insists on it. */
  expected?: number | undefined;
  /** ISO 8601, UTC. */
  now: string;
}

/** A player's ratings are never more than a squad may have criteria: what rests longest goes first. */
const MOST_CRITERIA = 8;

/**
 * The ballot after its author sent `change`, or why not. What he can rate now is replaced as a whole; ratings of
 * players who left the squad, of the one he has claimed since, and by criteria that were removed stay as they were for
 * the day they count again.
 */
export function fillBallot(squad: Squad, me: Member, stored: Ballot, change: BallotChange): Ballot | Refusal {
  if (change.expected !== undefined && change.expected !== stored.version) return refuse('precondition-failed');
  const errors = unrateable(squad, me, stored, change.ratings);
  if (errors.length > 0) return refuse('not-rateable', 'A ballot rates the other players of the squad.', errors);
  const ratings = sideBySide(
    editable(squad, me, change.ratings),
    part(stored.ratings, (playerId, criterion) => !rateable(squad, me, playerId, criterion)),
  );
  if (stored.version > 0 && sameRatings(stored.ratings, ratings)) return stored;
  return { ...stored, ratings, updatedAt: change.now, version: stored.version + 1 };
}

/** What the author is shown to edit: his ratings of everybody who is in the squad but himself, by what is rated now. */
export function editableRatings(squad: Squad, me: Member, ballot: Ballot): Ratings {
  return editable(squad, me, ballot.ratings);
}

function editable(squad: Squad, me: Member, ratings: Ratings): Ratings {
  return part(ratings, (playerId, criterion) => rateable(squad, me, playerId, criterion));
}

function rateable(squad: Squad, me: Member, playerId: string, criterion: string): boolean {
  return playerId !== me.playerId && hasPlayer(squad, playerId) && hasCriterion(squad, criterion);
}

/** The ratings that are `wanted`, without players of whom none is left. */
function part(ratings: Ratings, wanted: (playerId: string, criterion: string) => boolean): Ratings {
  return Object.fromEntries(
    Object.entries(ratings).flatMap(([playerId, given]) => {
      const left = Object.entries(given).filter(([criterion]) => wanted(playerId, criterion));
      return left.length === 0 ? [] : [[playerId, Object.fromEntries(left)]];
    }),
  );
}

function sideBySide(given: Ratings, resting: Ratings): Ratings {
  const of = (playerId: string) => [given, resting].flatMap((ratings) => Object.entries(ratings[playerId] ?? {}));
  const players = Object.keys({ ...given, ...resting });
  return Object.fromEntries(players.map((id) => [id, Object.fromEntries(of(id).slice(0, MOST_CRITERIA))]));
}

/** What is neither rated in this squad now nor rests in the stored ballot. */
function unrateable(squad: Squad, me: Member, stored: Ballot, ratings: Ratings): FieldError[] {
  return Object.entries(ratings).flatMap(([playerId, given]) => {
    const path = `body/ratings/${playerId}`;
    if (playerId === me.playerId) return { path, message: 'is the player you claim' };
    const rests = Object.hasOwn(stored.ratings, playerId) ? stored.ratings[playerId] : undefined;
    if (!hasPlayer(squad, playerId)) return rests ? [] : { path, message: 'is no player of this squad' };
    return Object.keys(given)
      .filter((criterion) => !hasCriterion(squad, criterion) && !(rests && Object.hasOwn(rests, criterion)))
      .map((criterion) => ({ path: `${path}/${criterion}`, message: 'is no criterion of this squad' }));
  });
}

function sameRatings(a: Ratings, b: Ratings): boolean {
  return canonical(a) === canonical(b);
}

function canonical(ratings: Ratings): string {
  const sorted = (record: object) => Object.entries(record).sort(([x], [y]) => (x < y ? -1 : 1));
  return JSON.stringify(sorted(ratings).map(([playerId, given]) => [playerId, sorted(given)]));
}

/** The ballot of an account that another one is merged into: both ratings, the newer ballot's where both rated. */
export function mergeBallots(into: Ballot, from: Ballot): Ballot {
  const [older, newer] = (into.updatedAt ?? '') < (from.updatedAt ?? '') ? [into, from] : [from, into];
  const ratings = { ...older.ratings, ...newer.ratings };
  if (into.version > 0 && sameRatings(into.ratings, ratings)) return into;
  return { ...into, ratings, updatedAt: newer.updatedAt, version: into.version + 1 };
}
