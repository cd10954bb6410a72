import { readFile } from 'node:fs/promises';
import schemas from '@besteam/contracts/events.schemas.json' with { type: 'json' };
import { eventChecker, temporaryFolder } from '@besteam/service-kit/testing';
import { sql } from 'kysely';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { openDatabase } from '../src/adapters/postgres/database.ts';
import { relayedOutbox } from '../src/adapters/postgres/outbox.ts';
import { storeOn } from '../src/adapters/postgres/store.ts';
import { newGuest } from '../src/domain/account.ts';
import { emptyDatabase, engines, serverAt } from './engines.ts';

const OPERATIONS = new URL('../../../docs/operations.md', import.meta.url);
const keepsContract = eventChecker(schemas);

/** What the document has an operator say to PostgreSQL, by statements. */
async function statementsFor(accountId: string): Promise<string[]> {
  const [, block = ''] = /```sql\n([\s\S]+?)```/.exec(await readFile(OPERATIONS, 'utf8')) ?? [];
  return block.replace('THE-ACCOUNT-ID', accountId).split(';').slice(0, -1);
}

test.each(engines)(
  'an operator deletes a guest as the document says, and the others hear of it, on %s',
  async (engine) => {
    const server = await emptyDatabase(engine);
    const folder = await temporaryFolder();
    const database = await openDatabase({
      server: serverAt(server),
      path: folder.path,
      logger: pino({ level: 'silent' }),
    });
    const { accounts } = storeOn(database.db);
    const [gone, stays] = ['g', 's'].map((letter) => letter.repeat(22));
    for (const id of [gone, stays]) await accounts.insert(newGuest(id ?? '', 'Leo'));

    const statements = await statementsFor(gone ?? '');
    expect(statements.length).toBe(4);
    await database.db.connection().execute(async (connection) => {
      for (const statement of statements) await sql.raw(statement).execute(connection);
    });

    expect(await accounts.find(gone ?? '')).toBeUndefined();
    expect(await accounts.find(stays ?? '')).toBeDefined();
    const told = (await relayedOutbox(database.db).pending(10)).map(({ event }) => event);
    expect(told).toMatchObject([{ type: 'besteam.account.deleted.v1', data: { accountId: gone } }]);
    told.forEach(keepsContract);

    await database.close();
    await server.remove();
    await folder.remove();
  },
);
