import { temporaryFolder } from '@besteam/service-kit/testing';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../services/users/src/adapters/postgres/database.ts';
import { inTransactionOn } from '../../../services/users/src/adapters/postgres/store.ts';
import type { InTransaction } from '../../../services/users/src/application/ports.ts';
import { createKernel, type Kernel } from '../kernel/kernel.ts';
import { calm, someWeather } from '../kernel/weather.ts';
import { simulatedDatabase } from './database.ts';
import { anyStatement, type Statement } from './statements.ts';

const TABLES = ['accounts', 'sessions', 'recoveryLinks', 'passwordResets', 'signInFailures', 'outbox'] as const;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: Database;
beforeAll(async () => {
  folder = await temporaryFolder();
  database = await openDatabase({ path: folder.path, logger: pino({ level: 'silent' }) });
});
afterAll(async () => {
  await database.close();
  await folder.remove();
});

/** What each statement answers, in a transaction of its own. */
async function answersOf(statements: Statement[], inTransaction: InTransaction): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const statement of statements) {
    answers.push(await inTransaction((store) => statement(store)).catch(() => 'refused'));
  }
  return answers;
}

it('the simulated store of accounts answers as PostgreSQL does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStatement, { minLength: 5, maxLength: 40 }), async (statements) => {
      for (const table of TABLES.toReversed()) await database.db.deleteFrom(table).execute();
      const real = await answersOf(statements, inTransactionOn(database.db));
      expect(await simulated((inTransaction) => answersOf(statements, inTransaction))).toEqual(real);
    }),
    { numRuns: 150 },
  );
});

/** Time passes for as long as the work takes. */
async function simulated<T>(work: (inTransaction: InTransaction) => Promise<T>): Promise<T> {
  const kernel: Kernel = createKernel(1);
  const weather = someWeather(kernel.random);
  calm(weather);
  const machine = { name: 'users', alive: true, skewMs: 0 };
  const result = work(simulatedDatabase(kernel, weather, () => undefined).connectionOf(machine).inTransaction);
  let settled = false;
  const settles = () => {
    settled = true;
  };
  result.then(settles, settles);
  do await new Promise(setImmediate);
  while (!settled && (await kernel.step()));
  return result;
}
