import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * From where its owner opened a session; and a session that has ended for guests of whom nothing tells when they were
 * here last: their 400 days begin now.
 */
export const openingsAndGuests: Migration = {
  async up(db) {
    await db.schema.alterTable('sessions').addColumn('opened_from', 'text').execute();
    await sql`
      insert into sessions (id, account_id, current, previous, rotated_at, expires_at)
      select 'ended-' || id, id, '{}', '{}', now(), now() + interval '400 days'
      from accounts
      where kind = 'guest' and not exists (select from sessions where account_id = accounts.id)`.execute(db);
  },
};
