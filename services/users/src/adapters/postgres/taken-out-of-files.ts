import type { PGlite } from '@electric-sql/pglite';

/**
 * PostgreSQL deletes a row by a mark, and its log tells what the row was. Here nobody vacuums in the background: the
 * tables are written anew without what is marked, and the log begins anew behind them. Others wait meanwhile, for a
 * fifth of a second with the few people that an embedded engine is for.
 */
export async function takenOutOfFiles(pglite: Pick<PGlite, 'query' | 'exec'>): Promise<void> {
  const tables = await pglite.query<{ name: string }>(
    `SELECT format('%I', tablename) AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  // Each on its own: together they would be one transaction, in which nothing can be vacuumed.
  await pglite.exec(`VACUUM FULL ${tables.rows.map(({ name }) => name).join(', ')}`);
  await pglite.exec('SELECT pg_switch_wal()');
  await pglite.exec('CHECKPOINT');
}
