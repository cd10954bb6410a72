import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const accountsAndSessions: Migration = {
  async up(db) {
    await db.schema
      .createTable('accounts')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull().check(sql`kind in ('guest', 'registered')`))
      .addColumn('display_name', 'text', (column) => column.notNull())
      .addColumn('email', 'text')
      .addColumn('password_hash', 'text')
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addCheckConstraint(
        'accounts_credentials',
        sql`(kind = 'registered') = (email is not null) and (kind = 'registered') = (password_hash is not null)`,
      )
      .execute();
    await db.schema.createIndex('accounts_email').unique().on('accounts').expression(sql`lower(email)`).execute();

    await db.schema
      .createTable('sessions')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('account_id', 'text', (column) => column.notNull().references('accounts.id').onDelete('cascade'))
      .addColumn('current', sql`text[]`, (column) => column.notNull())
      .addColumn('previous', sql`text[]`, (column) => column.notNull())
      .addColumn('rotated_at', 'timestamptz', (column) => column.notNull())
      .addColumn('expires_at', 'timestamptz', (column) => column.notNull())
      .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .execute();
    await db.schema.createIndex('sessions_account').on('sessions').column('account_id').execute();
    await db.schema.createIndex('sessions_expiry').on('sessions').column('expires_at').execute();

    await db.schema
      .createTable('sign_in_failures')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('count', 'integer', (column) => column.notNull())
      .addColumn('last_at', 'timestamptz', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('sign_in_failures_last').on('sign_in_failures').column('last_at').execute();

    await db.schema
      .createTable('outbox')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('seq', 'bigserial', (column) => column.notNull())
      .addColumn('event', 'text', (column) => column.notNull())
      .addColumn('leased_until', 'timestamptz')
      .execute();
    await db.schema.createIndex('outbox_order').on('outbox').column('seq').execute();
  },
};
