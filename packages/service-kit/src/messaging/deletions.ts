import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { busOfEnvironment } from './bus-of-environment.ts';

/**
 * `deletions [FILE]`: moves from the queue `ledger.deletions` to the end of the file, or to standard output, who was deleted, one
 * event a line. Restores delete them again; so the file lies where no backup brings it back. An event leaves the queue
 * once it is written: a crash in between writes it twice, which does no harm.
 */
const QUEUE = 'ledger.deletions';
const TYPES = ['besteam.account.deleted.v1'];
const LOOK_AGAIN_MS = 200;

const bus = await busOfEnvironment('deletions');
const file = process.argv[2];
const ledger = file === undefined ? process.stdout.fd : openSync(file, 'a');
let waiting: number;
do {
  const consumer = await bus.consume({
    queue: QUEUE,
    types: TYPES,
    async handle(event) {
      writeSync(ledger, `${JSON.stringify(event)}\n`);
      if (file !== undefined) fsyncSync(ledger);
    },
  });
  await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  await consumer.close();
  waiting = (await bus.depth())[QUEUE]?.ready ?? 0;
} while (waiting > 0);
if (file !== undefined) closeSync(ledger);
await bus.close();
