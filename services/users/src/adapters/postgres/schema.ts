import type { ColumnType, Generated, Kysely, Transaction } from 'kysely';
import type { NewSession } from '../../application/ports.ts';
import type { Account } from '../../domain/account.ts';

/** The tables as Kysely sees them: camelCase here, snake_case in PostgreSQL. */
export interface Tables {
  accounts: Account & { createdAt: Generated<Date> };
  sessions: NewSession & { createdAt: Generated<Date> };
  signInFailures: { key: string; count: number; lastAt: Date };
  recoveryLinks: OneTimeTokenTable;
  passwordResets: OneTimeTokenTable;
  outbox: {
    id: string;
    seq: Generated<number>;
    /** The event as it will be published, in JSON. */
    event: string;
    /** Until then the relay that took it is publishing it. */
    leasedUntil: ColumnType<Date | null, Date | null | undefined, Date | null>;
  };
}

export interface OneTimeTokenTable {
  hash: string;
  accountId: string;
  createdAt: Date;
  expiresAt: Date;
}

/** What can be asked: the database, or one transaction on it. */
export type Queries = Kysely<Tables> | Transaction<Tables>;
