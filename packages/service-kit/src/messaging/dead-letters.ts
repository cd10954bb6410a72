import { pino } from 'pino';
import { openRabbitBus } from './rabbitmq-bus.ts';

/** `dead-letters list|replay <queue>`: looks at what a queue's consumer refused five times, or has it tried again. */
const [command, queue] = process.argv.slice(2);
const url = process.env['RABBITMQ_URL'];
if ((command !== 'list' && command !== 'replay') || queue === undefined || !url) {
  process.stderr.write(
    'Usage: RABBITMQ_URL=amqp://… npm run dead-letters -- list|replay <queue>, e.g. matches.squads\n',
  );
  process.exit(2);
}
const bus = await openRabbitBus({ url, name: 'dead-letters', logger: pino({ level: 'warn' }) });
if (command === 'list') {
  for (const event of await bus.deadLetters(queue)) process.stdout.write(`${JSON.stringify(event)}\n`);
} else {
  process.stdout.write(`${await bus.replayDeadLetters(queue)} events of ${queue} are tried again\n`);
}
await bus.close();
