import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import type { EventBus } from './bus.ts';
import { openEmbeddedBus } from './embedded-bus.ts';
import { openRabbitBus } from './rabbitmq-bus.ts';

/**
 * `dead-letters list|replay <queue>`: looks at what a queue's consumer refused five times, or has it tried again. Those of
 * RABBITMQ_URL, or else of the embedded bus under DATA_DIR, which no process may have open meanwhile.
 */
const [command, queue] = process.argv.slice(2);
const { RABBITMQ_URL: url, DATA_DIR = './data' } = process.env;
const file = join(DATA_DIR, 'bus.sqlite');
if ((command !== 'list' && command !== 'replay') || queue === undefined) {
  fail('Usage: [RABBITMQ_URL=amqp://… | DATA_DIR=…] npm run dead-letters -- list|replay <queue>, e.g. matches.squads');
}
if (!url && !existsSync(file)) fail(`RABBITMQ_URL is not set, and there are no queues in ${file}`);
const bus = await open();
if (command === 'list') {
  for (const event of await bus.deadLetters(queue)) process.stdout.write(`${JSON.stringify(event)}\n`);
} else {
  process.stdout.write(`${await bus.replayDeadLetters(queue)} events of ${queue} are tried again\n`);
}
await bus.close();

async function open(): Promise<EventBus> {
  const logger = pino({ level: 'warn' });
  if (url) return openRabbitBus({ url, name: 'dead-letters', logger });
  try {
    return openEmbeddedBus({ file, logger });
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}: stop Besteam first`);
  }
}

function fail(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(2);
}
