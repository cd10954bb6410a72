import { setTimeout as after } from 'node:timers/promises';
import type { FastifyBaseLogger as Logger } from 'fastify';

const FIRST_MS = 100;
const LONGEST_MS = 5000;

/** Tries until it succeeds, resting longer after each failure (0.1 s … 5 s), and says what it waits for. Never gives up. */
export async function until<T>(
  attempt: () => Promise<T>,
  { name, logger }: { name: string; logger: Logger },
): Promise<T> {
  let complaint = '';
  for (let rest = FIRST_MS; ; rest = Math.min(rest * 2, LONGEST_MS)) {
    try {
      const result = await attempt();
      if (complaint !== '') logger.info(`${name} is there`);
      return result;
    } catch (error) {
      if (String(error) !== complaint) logger.warn({ err: error }, `waiting for ${name}`);
      complaint = String(error);
      await after(rest);
    }
  }
}
