import { BROKERS, CACHES, DATABASES, type Size } from './prices.ts';
import { atPeak, DEMAND, TRANSACTIONS_OF_A_REQUEST, WEEK } from './traffic.ts';
import { SEARCH } from './units.ts';

/** Beyond this many squads another cell is opened: all of the main stack again, with its own tables, broker and database. */
export const CELL = 100_000;

/** A second, of half a core: half of what one process did once, and less than half of what it does now (docs/benchmarks.md). */
export const REPLICA = {
  usersRequests: 2083 / 2,
  /** Each takes 61 ms of a processor (docs/adr/0016-what-a-password-costs.md). */
  passwords: 500 / 61,
  playersReads: 4752 / 2,
  playersWrites: 246 / 2,
  /** As `GET accounts/me`, which also asks its store each time. */
  matchesReads: 2083 / 2,
  matchesWrites: 246 / 2,
  /** At 35 kB a stream of 1000; 512 MiB of memory. */
  streams: 5000,
};
const FEWEST_REPLICAS = 3;

const KILOBYTES = {
  squad: 3,
  mySquads: 0.3,
  ballot: 1,
  replica: 3,
  levels: 2,
  match: 5,
  account: 3,
  answer: 2,
  page: 60,
};

/** What so many squads need on Thursday evening, in one cell. */
export interface Need {
  squads: number;
  requests: number;
  writes: number;
  streams: number;
  replicas: { users: number; players: number; matches: number };
  readUnits: number;
  writeUnits: number;
  tableGigabytesAfterAYear: number;
  databaseTransactions: number;
  databaseGigabytes: number;
  database: Size;
  published: number;
  delivered: number;
  broker: Size;
  cache: Size;
  megabitsOut: number;
}

export function needOf(squads: number): Need {
  const peak = (weekly: number) => squads * atPeak(weekly);
  const reads = { players: peak(DEMAND.playersReads), matches: peak(DEMAND.matchesReads) };
  const writes = { players: peak(DEMAND.playersWrites), matches: peak(DEMAND.matchesWrites) };
  const users = peak(DEMAND.usersRequests);
  const streams = peak(WEEK.visits) * WEEK.secondsOfVisit;
  const enough = (...shares: number[]) => Math.max(FEWEST_REPLICAS, ...shares.map(Math.ceil));
  const replicas = {
    users: enough(users / REPLICA.usersRequests + peak(DEMAND.passwords) / REPLICA.passwords),
    players: enough(reads.players / REPLICA.playersReads + writes.players / REPLICA.playersWrites),
    matches: enough(
      reads.matches / REPLICA.matchesReads + writes.matches / REPLICA.matchesWrites,
      streams / REPLICA.streams,
    ),
  };
  const requests = users + reads.players + reads.matches + writes.players + writes.matches;
  const published = peak(DEMAND.events);
  // One queue works with an event, and every replica of matches hears it for its streams.
  const delivered = published * (1 + replicas.matches);
  return {
    squads,
    requests,
    writes: writes.players + writes.matches,
    streams,
    replicas,
    readUnits: peak(DEMAND.readUnits) + replicas.matches * SEARCH.matches + replicas.players * SEARCH.players,
    writeUnits: peak(DEMAND.writeUnits),
    tableGigabytesAfterAYear: (squads * kilobytesAfterAYear()) / 1e6,
    databaseTransactions: users * TRANSACTIONS_OF_A_REQUEST,
    databaseGigabytes: Math.max(20, Math.ceil((squads * WEEK.members * KILOBYTES.account) / 1e6)),
    database: smallest(DATABASES, users * TRANSACTIONS_OF_A_REQUEST),
    published,
    delivered,
    broker: smallest(BROKERS, delivered),
    // Each request may ask for what is shared; twice a second each replica adds up its counts.
    cache: smallest(CACHES, reads.players),
    megabitsOut: ((requests * KILOBYTES.answer + (peak(WEEK.visits) / 10) * KILOBYTES.page) * 8) / 1000,
  };
}

/** Matches are kept twice: in the table and in the index that lists them. */
function kilobytesAfterAYear(): number {
  const { squad, mySquads, ballot, replica, levels, match } = KILOBYTES;
  return squad + replica + levels + WEEK.members * (mySquads + ballot) + 52 * 2 * match;
}

function smallest(sizes: Size[], load: number): Size {
  const size = sizes.find(({ carries }) => carries >= load) ?? sizes.at(-1);
  if (!size) throw new Error('there is no size');
  return size;
}
