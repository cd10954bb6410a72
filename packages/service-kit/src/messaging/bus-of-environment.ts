import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import type { EventBus } from './bus.ts';
import { openEmbeddedBus } from './embedded-bus.ts';
import { openRabbitBus } from './rabbitmq-bus.ts';

/**
 * The bus for a program on the command line: RABBITMQ_URL's, or else the embedded one under DATA_DIR, which no other
 * process may have open meanwhile. Ends the process with a line of explanation when there is neither.
 */
export async function busOfEnvironment(name: string): Promise<EventBus> {
  const { RABBITMQ_URL: url, DATA_DIR = './data' } = process.env;
  const logger = pino({ level: 'warn' });
  if (url) return openRabbitBus({ url, name, logger });
  const file = join(DATA_DIR, 'bus.sqlite');
  if (!existsSync(file)) fail(`RABBITMQ_URL is not set, and there are no queues in ${file}`);
  try {
    return openEmbeddedBus({ file, logger });
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}: stop Besteam first`);
  }
}

/** Ends a program that cannot do what it was asked. */
export function fail(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(2);
}
