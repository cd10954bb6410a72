import type { Migration } from 'kysely/migration';

export const recovery: Migration = {
  async up(db) {
    for (const table of ['recovery_links', 'password_resets']) {
      await db.schema
        .createTable(table)
        .addColumn('hash', 'text', (column) => column.primaryKey())
        .addColumn('account_id', 'text', (column) => column.notNull().references('accounts.id').onDelete('cascade'))
        .addColumn('created_at', 'timestamptz', (column) => column.notNull())
        .addColumn('expires_at', 'timestamptz', (column) => column.notNull())
        .execute();
      await db.schema.createIndex(`${table}_account`).on(table).columns(['account_id', 'created_at']).execute();
      await db.schema.createIndex(`${table}_expiry`).on(table).column('expires_at').execute();
    }
  },
};
