import { busOfEnvironment, fail } from './bus-of-environment.ts';

/** `dead-letters list|replay <queue>`: looks at what a queue's consumer refused five times, or has it tried again. */
const [command, queue] = process.argv.slice(2);
if ((command !== 'list' && command !== 'replay') || queue === undefined) {
  fail('Usage: [RABBITMQ_URL=amqp://… | DATA_DIR=…] npm run dead-letters -- list|replay <queue>, e.g. matches.squads');
}
const bus = await busOfEnvironment('dead-letters');
if (command === 'list') {
  for (const event of await bus.deadLetters(queue)) process.stdout.write(`${JSON.stringify(event)}\n`);
} else {
  process.stdout.write(`${await bus.replayDeadLetters(queue)} events of ${queue} are tried again\n`);
}
await bus.close();
