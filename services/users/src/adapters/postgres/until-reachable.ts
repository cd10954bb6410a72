import { setTimeout as pause } from 'node:timers/promises';
import { isInfrastructureFailure, type Logger } from '@besteam/service-kit';

const FIRST_REST_MS = 250;
const LONGEST_REST_MS = 5000;

/** Does the work once the database can be reached: a service that starts before it waits instead of crashing. */
export async function untilReachable(work: () => Promise<void>, logger: Logger): Promise<void> {
  for (let rest = FIRST_REST_MS; ; rest = Math.min(2 * rest, LONGEST_REST_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isInfrastructureFailure(error)) throw error;
      logger.warn({ reason: error instanceof Error ? error.message : String(error) }, 'waiting for the database');
      await pause(rest);
    }
  }
}
