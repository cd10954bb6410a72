import { needOf } from './model.ts';
import { HOURS, PRICES } from './prices.ts';
import { DEMAND, WEEKS_A_MONTH } from './traffic.ts';

/** A function of 1 GiB is busy so long with a request: three round trips to the table, and publishing. Taken, not measured on AWS. */
const SECONDS_OF_A_REQUEST = 0.03;
const GIBIBYTES = 1;
/** Each minute: a cold start, and a second of quiet. */
const LISTENING = { times: HOURS * 60, seconds: 3, gibibytes: 0.5 };

/** Dollars a month of the matches service alone, table and broker apart. */
export function matchesCost(squads: number): { functions: number; containers: number } {
  const requests = squads * (DEMAND.matchesReads + DEMAND.matchesWrites) * WEEKS_A_MONTH;
  const gigabyteSeconds =
    requests * SECONDS_OF_A_REQUEST * GIBIBYTES + LISTENING.times * LISTENING.seconds * LISTENING.gibibytes;
  const { matches } = needOf(squads).replicas;
  return {
    functions:
      ((PRICES.functionRequestsMillion + PRICES.gatewayRequestsMillion) * requests) / 1e6 +
      (PRICES.functionRequestsMillion * LISTENING.times) / 1e6 +
      PRICES.functionGigabyteSecond * gigabyteSeconds,
    containers: PRICES.processorHour * 0.5 * HOURS * (3 + (matches - 3) / 6),
  };
}
