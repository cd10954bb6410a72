import { FOLLOWS, MATCH_COPY, MATCHES, OUTBOX_ENTRY, PLAYERS } from './units.ts';

/** What a squad does in a week with one game: assumed, not measured. */
export const WEEK = {
  members: 15,
  /** Somebody looks: the squad, its matches, the next one, the levels, the own ballot; and stays for five minutes. */
  visits: 60,
  secondsOfVisit: 300,
  ballots: 8,
  draws: 2,
  attendances: 14,
  results: 1,
  /** Somebody registers or signs in: sessions last, and most are guests. */
  passwords: 0.5,
  /** Somebody joins, a player is added. */
  changesOfSquad: 0.5,
};

/** Half of the week falls on three hours of Thursday evening, and the busiest minutes of these have twice their mean. */
export const PEAK = { share: 0.5, seconds: 3 * 3600, unevenness: 2 };

/** Of PostgreSQL, for a session that is renewed at a visit; `database.integration.test.ts` counts them. */
export const TRANSACTIONS_OF_A_REQUEST = 1;

export const WEEKS_A_MONTH = 365.25 / 12 / 7;

export const atPeak = (weekly: number): number => ((weekly * PEAK.share) / PEAK.seconds) * PEAK.unevenness;

const matchChanges = WEEK.draws + WEEK.attendances + WEEK.results;

/** Of one squad, in a week. */
export const DEMAND = {
  usersRequests: WEEK.visits,
  passwords: WEEK.passwords,
  playersReads: WEEK.visits,
  playersWrites: WEEK.changesOfSquad,
  matchesReads: WEEK.visits * 4,
  matchesWrites: WEEK.ballots + matchChanges,
  events: WEEK.ballots + matchChanges + WEEK.changesOfSquad,
  readUnits: readUnits(),
  writeUnits: writeUnits(),
};

function readUnits(): number {
  const { getMatch, listMatches, getScores, getMyBallot, putMyBallot, createDraw, setAttendance, recordResult } =
    MATCHES;
  const visit =
    FOLLOWS.tokenSeen.read +
    PLAYERS.getSquad.read +
    listMatches.read +
    getMatch.read +
    getScores.read +
    getMyBallot.read;
  return (
    WEEK.visits * visit +
    WEEK.ballots * (putMyBallot.read + MATCHES['putMyBallot told'].read) +
    WEEK.draws * createDraw.read +
    WEEK.attendances * setAttendance.read +
    WEEK.results * recordResult.read +
    matchChanges * MATCHES['createDraw told'].read +
    WEEK.changesOfSquad * (PLAYERS.joinSquad.read + PLAYERS.told.read + FOLLOWS.membersListed.read)
  );
}

function writeUnits(): number {
  const outbox = 2 * OUTBOX_ENTRY;
  const match =
    MATCHES.createDraw.write + MATCHES['createDraw told'].write + 2 * MATCH_COPY + outbox + FOLLOWS.matchHeard.write;
  const ballot = MATCHES.putMyBallot.write + MATCHES['putMyBallot told'].write + outbox + FOLLOWS.ballotHeard.write;
  const squad =
    PLAYERS.joinSquad.write +
    PLAYERS.told.write +
    outbox +
    FOLLOWS.membersListed.write +
    MATCHES['squad heard of'].write;
  return matchChanges * match + WEEK.ballots * ballot + WEEK.changesOfSquad * squad;
}
