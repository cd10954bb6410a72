/** Capacity units of DynamoDB that one operation takes: 4 kB strongly read, 1 kB written. */
export interface Consumption {
  read: number;
  /** Of the table alone, as the stores of the tests count it. */
  write: number;
}

const units = (read: number, write: number): Consumption => ({ read, write });

/**
 * Of a squad of 15 members and 14 players, in a process that remembers nothing but, of ballots, those before: the most an
 * operation takes. "told" is the relay's part. `measured.integration.test.ts` measures them all again.
 */
export const MATCHES = {
  'squad heard of': units(0, 3),
  putMyBallot: units(1, 1),
  'putMyBallot told': units(8, 2),
  createDraw: units(7, 5),
  'createDraw told': units(2, 5),
  getMatch: units(3, 0),
  listMatches: units(4, 0),
  getScores: units(5, 0),
  getMyBallot: units(2, 0),
  setAttendance: units(3, 5),
  recordResult: units(3, 5),
} satisfies Record<string, Consumption>;

/** As `services/players/bench/units.ts` measures them. */
export const PLAYERS = {
  createSquad: units(0, 3),
  addPlayers: units(1, 3),
  joinSquad: units(1, 3),
  told: units(0, 4),
  getSquad: units(1, 0),
} satisfies Record<string, Consumption>;

/** AWS writes index entries besides: into the outbox's with a change and out of it when that is told … */
export const OUTBOX_ENTRY = 1;
/** … and a match whole into `byCreation`, which projects everything, each time it changes or is marked. */
export const MATCH_COPY = MATCHES.createDraw.write;
/** What follows elsewhere; `evening.integration.test.ts` finds it in what the load test's evening takes. */
export const FOLLOWS = {
  /** players and matches each ask once of a token that is new to them whether its account is gone. */
  tokenSeen: units(2, 0),
  /** players keeps what it hears of accounts … */
  accountHeard: units(0, 1),
  /** … and when a squad was last active. */
  ballotHeard: units(0, 1),
  matchHeard: units(0, 1),
  /** Names and "my squads" of those whom a change of a squad concerns. */
  membersListed: units(8, 3),
} satisfies Record<string, Consumption>;
/** Of a search through the empty outbox, each second by each replica: a half for each shard. */
export const SEARCH = { matches: 2, players: 4 };
