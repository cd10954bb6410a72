import type { Change, Draw, DrawInput, Refusal as EngineRefusal } from '@besteam/balancer';
import type { Ballot } from '../domain/ballot.ts';
import type { ByPlayer, Evidence } from '../domain/insights.ts';
import type { LevelsOf } from '../domain/levels.ts';
import type { Match } from '../domain/match.ts';
import type { Snapshot } from '../domain/published-levels.ts';
import type { Squad } from '../domain/squad.ts';

/** Who calls, with the token and from the address with which the players service can be asked on his behalf. */
export interface Caller {
  accountId: string;
  token: string;
  address: string;
}

export interface Ports {
  squads: Squads;
  playersService: PlayersService;
  ballots: Ballots;
  snapshots: Snapshots;
  levelsOf: LevelsOf;
  matches: Matches;
  departures: Departures;
  traces: Traces;
  engine: Engine;
  chance: Chance;
  estimate: Estimate;
  inTurn: InTurn;
  /** Now, ISO 8601, UTC. */
  clock: () => string;
}

/** Estimates levels from results, starting from those known. */
export type Estimate = (evidence: Evidence) => Promise<ByPlayer>;

/** Keeps work of this process on one thing from racing itself; other processes are met by the conditional writes. */
export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** The replica of the players service's squads. A deleted squad is not found. */
export interface Squads {
  find(squadId: string): Promise<Squad | undefined>;
}

export interface PlayersService {
  /**
   * The squad as the players service tells it to this caller: roster, criteria, rules, and of the members the caller
   * alone. Undefined when he may not see it. Throws when the service cannot be asked.
   */
  tell(squadId: string, caller: Caller): Promise<Squad | undefined>;
}

/** Every save is one conditional write: false when the stored version is no longer the one before. */
export interface Ballots {
  find(squadId: string, accountId: string): Promise<Ballot>;
  /** The ballot as this process knew it last: good to try a save from, since that fails if it is no longer so. */
  recall(squadId: string, accountId: string): Ballot | undefined;
  /** All ballots of a squad; may lag a moment behind a save elsewhere. */
  ofSquad(squadId: string): Promise<Ballot[]>;
  save(ballot: Ballot): Promise<boolean>;
  /** Leaves a tombstone of the next version, which nothing takes the place of. */
  remove(ballot: Ballot, now: string): Promise<boolean>;
}

export interface Snapshots {
  find(squadId: string): Promise<Snapshot | undefined>;
  save(snapshot: Snapshot): Promise<boolean>;
}

export interface Matches {
  find(squadId: string, matchId: string): Promise<Match | undefined>;
  /** Newest first. */
  list(squadId: string, page: { limit: number; before?: Position | undefined }): Promise<MatchPage>;
  save(match: Match): Promise<boolean>;
  /** Leaves a tombstone of the next version. */
  remove(match: Match): Promise<boolean>;
}

/** Accounts that are no more: deleted, or merged into another one. */
export interface Departures {
  note(accountId: string, into?: string): Promise<void>;
  find(accountId: string): Promise<{ into?: string } | undefined>;
}

/** What an account left behind in all squads. */
export interface Traces {
  ballotsOf(accountId: string): Promise<Ballot[]>;
  /** The matches it made. */
  matchesOf(accountId: string): Promise<Match[]>;
}

export interface MatchPage {
  matches: Match[];
  /** Where the next page begins, if there is one. */
  next?: Position | undefined;
}

/** A match's place in the list: the page goes on behind it. */
export type Position = Pick<Match, 'createdAt' | 'matchId'>;

/** The balancer, away from the event loop. */
export interface Engine {
  draw(input: DrawInput): Promise<Draw | EngineRefusal>;
  repair(input: DrawInput, teams: string[][], change: Change): Promise<Draw | EngineRefusal>;
}

/** What must not be foreseeable. */
export interface Chance {
  newId(): string;
  seed(): string;
  /** The id that belongs to an idempotency key of this account; anew without one. */
  idFor(accountId: string, operationId: string, squadId: string, key: string | undefined): string;
  /** A commitment to `text` under a salt. */
  seal(salt: string, text: string): string;
}
