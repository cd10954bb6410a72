import { setTimeout as after } from 'node:timers/promises';
import { busOfEnvironment } from './bus-of-environment.ts';
import { ledgerInFile, ledgerInTable } from './deletions-ledger.ts';
import type { EventEnvelope } from './event.ts';

/**
 * `deletions [FILE]`: moves who was deleted from the queue `ledger.deletions` to the end of the file, or to standard output, one
 * event a line; with DELETIONS_TABLE into that table of DynamoDB. Restores delete them again; so the ledger lies where no
 * backup brings it back. An event leaves the queue once it is written: a crash in between writes it twice, which does
 * no harm.
 */
const QUEUE = 'ledger.deletions';
const TYPES = ['besteam.account.deleted.v1'];
const LOOK_AGAIN_MS = 200;

const { DELETIONS_TABLE: table } = process.env;
const ledger = table ? await ledgerInTable(table, process.env) : ledgerInFile(process.argv[2]);
const bus = await busOfEnvironment('deletions');
const handle = async (event: EventEnvelope) => {
  try {
    await ledger.write(event);
  } catch (error) {
    // It stays in the queue, to be tried again; who started this hears of it.
    process.exitCode = 1;
    throw error;
  }
};
let waiting: number;
do {
  const consumer = await bus.consume({ queue: QUEUE, types: TYPES, handle });
  await after(LOOK_AGAIN_MS);
  await consumer.close();
  waiting = (await bus.depth())[QUEUE]?.ready ?? 0;
} while (waiting > 0);
ledger.close();
await bus.close();
