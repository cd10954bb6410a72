import { type ExpressionBuilder, sql } from 'kysely';
import type { Accounts } from '../../application/ports.ts';
import type { Account } from '../../domain/account.ts';
import type { Queries, Tables } from './schema.ts';

const COLUMNS = ['id', 'kind', 'displayName', 'email', 'passwordHash', 'version'] as const;

export function accounts(db: Queries): Accounts {
  const select = db.selectFrom('accounts').select(COLUMNS);
  return {
    find: (id) => select.where('id', '=', id).executeTakeFirst(),
    lock: (id) => select.where('id', '=', id).forUpdate().executeTakeFirst(),
    findByEmail: (email) => select.where(sameEmail(email)).executeTakeFirst(),
    insert: async (account) => {
      const inserted = await db
        .insertInto('accounts')
        .values(account)
        .onConflict((conflict) => conflict.expression(sql`lower(email)`).doNothing())
        .returning('id')
        .executeTakeFirst();
      return inserted !== undefined;
    },
    update: (account) => winsEmail(db, account),
    replacePasswordHash: async (id, known, next) =>
      void (await db
        .updateTable('accounts')
        .set({ passwordHash: next })
        .where('id', '=', id)
        .where('passwordHash', '=', known)
        .execute()),
    delete: async (id) => void (await db.deleteFrom('accounts').where('id', '=', id).execute()),
    /** By the index of expired sessions: there are few, however many guests there are. */
    lockAbandonedGuests: (now, limit) =>
      select
        .where('kind', '=', 'guest')
        .where('id', 'in', db.selectFrom('sessions').select('accountId').where('expiresAt', '<=', now))
        .where(hasNo('sessions', now))
        .where(hasNo('recoveryLinks', now))
        .limit(limit)
        .forUpdate()
        .skipLocked()
        .execute(),
  };
}

function sameEmail(email: string) {
  return ({ eb }: ExpressionBuilder<Tables, 'accounts'>) =>
    eb(sql<string>`lower(email)`, '=', sql<string>`lower(${email})`);
}

/** The account has none that has not expired. */
function hasNo(table: 'sessions' | 'recoveryLinks', now: Date) {
  return ({ not, exists, selectFrom }: ExpressionBuilder<Tables, 'accounts'>) =>
    not(
      exists(
        selectFrom(table)
          .select(`${table}.accountId`)
          .whereRef(`${table}.accountId`, '=', 'accounts.id')
          .where(`${table}.expiresAt`, '>', now),
      ),
    );
}

/**
 * UPDATE knows no ON CONFLICT: the unique index refuses the loser of a race, and the savepoint keeps the transaction
 * that we are in usable.
 */
async function winsEmail(db: Queries, { id, ...changes }: Account): Promise<boolean> {
  await sql`savepoint before_email`.execute(db);
  try {
    await db.updateTable('accounts').set(changes).where('id', '=', id).execute();
    return true;
  } catch (error) {
    if (!violates(error, 'accounts_email')) throw error;
    await sql`rollback to savepoint before_email`.execute(db);
    return false;
  }
}

/** SQLSTATE 23505: unique_violation. */
function violates(error: unknown, index: string): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === '23505' &&
    'constraint' in error &&
    error.constraint === index
  );
}
