import type { OneTimeTokens } from '../../application/ports.ts';
import type { Queries } from './schema.ts';

export function oneTimeTokens(db: Queries, table: 'recoveryLinks' | 'passwordResets'): OneTimeTokens {
  return {
    insert: async (token) => void (await db.insertInto(table).values(token).execute()),
    async find(hash, now) {
      const row = await db
        .selectFrom(table)
        .select('accountId')
        .where('hash', '=', hash)
        .where('expiresAt', '>', now)
        .executeTakeFirst();
      return row?.accountId;
    },
    async redeem(hash, now) {
      const row = await db
        .deleteFrom(table)
        .where('hash', '=', hash)
        .where('expiresAt', '>', now)
        .returning('hash')
        .executeTakeFirst();
      return row !== undefined;
    },
    async countSince(accountId, since) {
      const { count } = await db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll().as('count'))
        .where('accountId', '=', accountId)
        .where('createdAt', '>', since)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    async prune(accountId, keep) {
      const kept = db
        .selectFrom(table)
        .select('hash')
        .where('accountId', '=', accountId)
        .orderBy('createdAt', 'desc')
        .limit(keep);
      await db.deleteFrom(table).where('accountId', '=', accountId).where('hash', 'not in', kept).execute();
    },
    deleteOfAccount: async (accountId) =>
      void (await db.deleteFrom(table).where('accountId', '=', accountId).execute()),
  };
}
