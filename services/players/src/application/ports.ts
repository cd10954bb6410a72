import type { Account } from '../domain/accounts.ts';
import type { Activity } from '../domain/activity.ts';
import type { AccountKind, Role, Sport, Squad } from '../domain/squad.ts';

/** Who asks. */
export interface Caller {
  accountId: string;
  kind: AccountKind;
}

/** Squads as they are now (strong reads); every write is one conditional write of one document. */
export interface Squads {
  load(squadId: string): Promise<Squad | undefined>;
  /** False when a squad, or what is left of a deleted one, has this id. */
  add(squad: Squad): Promise<boolean>;
  /** False when the stored squad is not `before` any more. */
  save(after: Squad, before: Squad): Promise<boolean>;
  /** Leaves a versioned tombstone; false when the stored squad is not `squad` any more. */
  delete(squad: Squad): Promise<boolean>;
}

export interface SquadWithActivity {
  squad: Squad;
  activity: Activity;
}

/** Squads as they were a moment ago at most (the bound is in the README): for reading. */
export interface RecentSquads {
  read(squadId: string): Promise<SquadWithActivity | undefined>;
  /** As `read`, but as it is now, for who seems not to be in it. */
  readNow(squadId: string): Promise<SquadWithActivity | undefined>;
  /** Lets go of what is remembered: something of it has changed. */
  forget(squadId: string): Promise<void>;
}

/** Which squad a code opens. The answer may be a moment old: compare the code of the squad itself. */
export interface JoinCodes {
  squadOf(code: string): Promise<string | undefined>;
  /** A random code that no squad has. */
  unused(): Promise<string>;
}

export interface SquadSummary {
  id: string;
  name: string;
  sport: Sport;
  role: Role;
  playerId?: string;
}

export interface SummaryPage {
  items: SquadSummary[];
  nextCursor?: string;
}

/** "My squads": follows the squads within 2 s. */
export interface MySquads {
  page(accountId: string, limit: number, cursor?: string): Promise<SummaryPage>;
  owned(accountId: string): Promise<number>;
  /** Every squad that knows the account: as a member, or as one who is kept out. */
  all(accountId: string): Promise<string[]>;
}

/** What the users service told of accounts. */
export interface Accounts {
  find(accountId: string): Promise<Account | undefined>;
  /** As `find`, or as that answered a moment ago: not for what has to see the newest news. */
  recent(accountId: string): Promise<Account | undefined>;
  changed(accountId: string, profile: { displayName: string; kind: AccountKind }, version: number): Promise<void>;
  deleted(accountId: string): Promise<void>;
  merged(guestId: string, into: string): Promise<void>;
}

/** What the matches service tells of a squad. Older news than what is known changes nothing. */
export interface ActivityLog {
  of(squadId: string): Promise<Activity>;
  /** `count` is the number of this count of raters: it grows. */
  rated(squadId: string, rating: { raters: number; count: number; at: string }): Promise<void>;
  matchChanged(squadId: string, at: string, isMatch: boolean): Promise<void>;
  /** For good: what is told later changes nothing. */
  forget(squadId: string): Promise<void>;
}

/** Squads without an owner whose time has come. */
export type EndingSquads = () => Promise<string[]>;

/** Runs what concerns one squad one after the other in this process, so that it does not collide with itself. */
export type InTurn = <T>(squadId: string, work: () => Promise<T>) => Promise<T>;

export interface Ids {
  newId(): string;
  /** The same id for the same parts, unguessable without the service's secret. */
  idFor(...parts: string[]): string;
  /** Identifies a request's body. */
  hashOf(body: unknown): string;
}

export interface Ports {
  squads: Squads;
  recentSquads: RecentSquads;
  joinCodes: JoinCodes;
  mySquads: MySquads;
  accounts: Accounts;
  activity: ActivityLog;
  endingSquads: EndingSquads;
  inTurn: InTurn;
  /** Waits a moment before the next attempt of a write that lost this often. */
  pause(attempt: number): Promise<void>;
  ids: Ids;
  /** Milliseconds since the epoch. */
  now(): number;
}
