import { CELL, type Need, needOf } from './model.ts';
import { HOURS, PRICES } from './prices.ts';
import { DEMAND, WEEK, WEEKS_A_MONTH } from './traffic.ts';
import { SEARCH } from './units.ts';

export const PARTS = ['processors', 'tables', 'database', 'broker', 'cache', 'edge', 'rest'] as const;

/** Dollars a month. */
export type Cost = Record<(typeof PARTS)[number], number>;

/** Replicas beyond the fewest run on a sixth of the hours. */
const HOURS_OF_CROWDS = HOURS / 6;
const CORES_OF_A_REPLICA = 0.5;
const CORES_OF_THE_SYSTEM = 2;
/** Open connections that one unit of the load balancer pays for: more than its requests and bytes come to. */
const STREAMS_OF_A_UNIT = 3000;
/** Interface endpoints, each in three zones. */
export const ENDPOINTS = 2 * 3;
const SECONDS = HOURS * 3600;

export const cellsOf = (squads: number): number => Math.ceil(squads / CELL);

/** Of all cells together. */
export function costOf(squads: number): Cost {
  const cells = cellsOf(squads);
  const one = costOfCell(needOf(squads / cells));
  for (const part of PARTS) one[part] *= cells;
  return one;
}

export const totalOf = (cost: Cost): number => PARTS.reduce((sum, part) => sum + cost[part], 0);

/** Gigabytes are millions of kilobytes: of answers 2, of visits that fetch the app one in ten times 6. */
function costOfCell(need: Need): Cost {
  const monthly = (weekly: number) => (need.squads * weekly * WEEKS_A_MONTH) / 1e6;
  const requests = monthly(
    DEMAND.usersRequests + DEMAND.playersReads + DEMAND.playersWrites + DEMAND.matchesReads + DEMAND.matchesWrites,
  );
  const all = need.replicas.users + need.replicas.players + need.replicas.matches;
  const resident = 9 * CORES_OF_A_REPLICA + CORES_OF_THE_SYSTEM;
  const searches = 3 * (SEARCH.matches + SEARCH.players) * SECONDS;
  const gigabytesOut = requests * 2 + monthly(WEEK.visits) * 6;
  return {
    processors:
      PRICES.clusterHour * HOURS +
      PRICES.processorHour * (resident * HOURS + (all - 9) * CORES_OF_A_REPLICA * HOURS_OF_CROWDS),
    tables:
      PRICES.readUnitsMillion * (monthly(DEMAND.readUnits) + searches / 1e6) +
      PRICES.writeUnitsMillion * monthly(DEMAND.writeUnits) +
      (PRICES.tableGigabyte + PRICES.tableBackupGigabyte) * need.tableGigabytesAfterAYear,
    database: need.database.hour * HOURS + PRICES.databaseGigabyte * need.databaseGigabytes,
    broker: need.broker.hour * HOURS,
    cache: need.cache.hour * HOURS,
    edge:
      PRICES.firewallMonth +
      (PRICES.edgeRequestsMillion + PRICES.firewallRequestsMillion) * requests +
      PRICES.transferGigabyte * gigabytesOut +
      PRICES.loadBalancerHour * HOURS +
      PRICES.loadBalancerUnitHour * (need.streams / STREAMS_OF_A_UNIT) * HOURS_OF_CROWDS,
    rest:
      (PRICES.natHour + PRICES.endpointHour * ENDPOINTS) * HOURS +
      PRICES.sundries +
      PRICES.logsGigabyte * requests * 0.25,
  };
}
