import { sql } from 'kysely';
import type { Sessions } from '../../application/ports.ts';
import type { Queries } from './schema.ts';

const COLUMNS = ['id', 'accountId', 'current', 'previous', 'rotatedAt', 'expiresAt'] as const;

export function sessions(db: Queries): Sessions {
  return {
    insert: async (session) => void (await db.insertInto('sessions').values(session).execute()),
    async insertWhilePassword(session, passwordHash) {
      const { id, accountId, current, previous, rotatedAt, expiresAt, openedFrom } = session;
      const { rows } = await sql`
        insert into sessions (id, account_id, current, previous, rotated_at, expires_at, opened_from)
        select ${id}::text, id, ${current}::text[], ${previous}::text[], ${rotatedAt}::timestamptz,
          ${expiresAt}::timestamptz, ${openedFrom}::text
        from accounts where id = ${accountId} and password_hash = ${passwordHash} for update
        returning id`.execute(db);
      return rows.length === 1;
    },
    lock: (id) => db.selectFrom('sessions').select(COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst(),
    update: async ({ id, ...changes }) =>
      void (await db.updateTable('sessions').set(changes).where('id', '=', id).execute()),
    async end(id) {
      await sql`
        with kept as (
          update sessions set current = '{}', previous = '{}'
          from accounts where sessions.id = ${id} and accounts.id = account_id and kind = 'guest'
        )
        delete from sessions
        using accounts where sessions.id = ${id} and accounts.id = account_id and kind <> 'guest'`.execute(db);
    },
    deleteOfAccount: async (accountId) =>
      void (await db.deleteFrom('sessions').where('accountId', '=', accountId).execute()),
  };
}
