import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createLogger, newId, readConfig } from '@besteam/service-kit';
import { sql } from 'kysely';
import { z } from 'zod';
import { type Database, openDatabase } from './adapters/postgres/database.ts';
import { OUTBOX_CHANNEL } from './adapters/postgres/outbox.ts';
import { serverOf, usersSettings } from './config.ts';

/**
 * After a restore, while Besteam is stopped: deletes again whom the ledger on standard input names (`npm run deletions`), and
 * puts the event into the outbox once more, since the other services were restored too. Repeating does no harm.
 */
const settings = readConfig(
  usersSettings
    .pick({ DATABASE_URL: true, DATABASE_PASSWORD_FILE: true })
    .extend({ DATA_DIR: z.string().default('./data') }),
  process.env,
);
const deletion = z.looseObject({
  type: z.literal('besteam.account.deleted.v1'),
  data: z.object({ accountId: z.string(), version: z.number() }),
});
const logger = createLogger({ level: 'warn', name: 'delete-again' });
const database = await openDatabase({
  server: serverOf(settings),
  path: join(settings.DATA_DIR, 'users', 'postgres'),
  logger,
});
let deleted = 0;
for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() === '') continue;
  await deleteAgain(database.db, deletion.parse(JSON.parse(line)));
  deleted += 1;
}
await database.close();
process.stdout.write(`${deleted} accounts are deleted again\n`);

async function deleteAgain(db: Database['db'], told: z.output<typeof deletion>): Promise<void> {
  const event = { ...told, id: newId() };
  await db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('accounts').where('id', '=', event.data.accountId).execute();
    await transaction
      .insertInto('outbox')
      .values({ id: event.id, event: JSON.stringify(event) })
      .execute();
    await sql`select pg_notify(${OUTBOX_CHANNEL}, '')`.execute(transaction);
  });
}
