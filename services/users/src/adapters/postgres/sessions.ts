import { sql } from 'kysely';
import type { Sessions } from '../../application/ports.ts';
import type { Queries } from './schema.ts';

const COLUMNS = ['id', 'accountId', 'current', 'previous', 'rotatedAt', 'expiresAt'] as const;

export function sessions(db: Queries): Sessions {
  return {
    insert: async (session) => void (await db.insertInto('sessions').values(session).execute()),
    async insertWhilePassword({ id, accountId, current, previous, rotatedAt, expiresAt }, passwordHash) {
      const { rows } = await sql`
        insert into sessions (id, account_id, current, previous, rotated_at, expires_at)
        select ${id}::text, id, ${current}::text[], ${previous}::text[], ${rotatedAt}::timestamptz, ${expiresAt}::timestamptz
        from accounts where id = ${accountId} and password_hash = ${passwordHash} for update
        returning id`.execute(db);
      return rows.length === 1;
    },
    lock: (id) => db.selectFrom('sessions').select(COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst(),
    update: async ({ id, ...changes }) =>
      void (await db.updateTable('sessions').set(changes).where('id', '=', id).execute()),
    delete: async (id) => void (await db.deleteFrom('sessions').where('id', '=', id).execute()),
    deleteOfAccount: async (accountId) =>
      void (await db.deleteFrom('sessions').where('accountId', '=', accountId).execute()),
  };
}
