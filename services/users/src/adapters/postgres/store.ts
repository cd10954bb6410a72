import type { Kysely } from 'kysely';
import type { InTransaction, Store } from '../../application/ports.ts';
import { accounts } from './accounts.ts';
import { oneTimeTokens } from './one-time-tokens.ts';
import { outbox } from './outbox.ts';
import type { Queries, Tables } from './schema.ts';
import { sessions } from './sessions.ts';
import { signInFailures } from './sign-in-failures.ts';
import { sweep } from './sweep.ts';

/** The store over a connection, or over one transaction. */
export function storeOn(db: Queries): Store {
  return {
    accounts: accounts(db),
    sessions: sessions(db),
    recoveryLinks: oneTimeTokens(db, 'recoveryLinks'),
    passwordResets: oneTimeTokens(db, 'passwordResets'),
    signInFailures: signInFailures(db),
    sweep: (now) => sweep(db, now),
    outbox: outbox(db),
  };
}

const TRIES = 3;

/** One transaction; anew when PostgreSQL broke a deadlock at our cost (a sweep beside a deletion can meet in one). */
export function inTransactionOn(db: Kysely<Tables>): InTransaction {
  return async (work) => {
    for (let left = TRIES - 1; ; left--) {
      try {
        return await db.transaction().execute((transaction) => work(storeOn(transaction)));
      } catch (error) {
        if (left === 0 || !isDeadlock(error)) throw error;
      }
    }
  };
}

/** SQLSTATE 40P01: deadlock_detected. */
function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '40P01';
}
