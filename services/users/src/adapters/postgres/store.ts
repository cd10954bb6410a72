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

export function inTransactionOn(db: Kysely<Tables>): InTransaction {
  return (work) => db.transaction().execute((transaction) => work(storeOn(transaction)));
}
