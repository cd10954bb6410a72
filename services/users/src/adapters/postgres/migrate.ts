import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { accountsAndSessions } from './migrations/0001-accounts-and-sessions.ts';
import { recovery } from './migrations/0002-recovery.ts';
import { openingsAndGuests } from './migrations/0003-openings-and-guests.ts';
import type { Tables } from './schema.ts';

const migrations: Record<string, Migration> = {
  '0001-accounts-and-sessions': accountsAndSessions,
  '0002-recovery': recovery,
  '0003-openings-and-guests': openingsAndGuests,
};

/**
 * Brings the schema up to date, or up to the named migration. Of several processes at once one does it under
 * PostgreSQL's advisory lock and the others wait. Migrations only add, so that the previous release works beside it.
 */
export async function migrate(db: Kysely<Tables>, upTo?: string): Promise<void> {
  const migrator = new Migrator({ db: db.withoutPlugins(), provider: { getMigrations: async () => migrations } });
  const { error } = await (upTo === undefined ? migrator.migrateToLatest() : migrator.migrateTo(upTo));
  if (error !== undefined) throw error;
}
