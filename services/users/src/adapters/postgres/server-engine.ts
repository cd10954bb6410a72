import type { Logger } from '@besteam/service-kit';
import { type Dialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Engine } from './engine.ts';
import { keepListening } from './keep-listening.ts';

/** Together the longest a request waits for the database before it is answered 503. */
const CONNECT_MS = 900;
const QUERY_MS = 1000;
const CONNECTIONS = 10;

/** A PostgreSQL server through a pool of connections; lost ones are replaced when they are needed next. */
export function openServerEngine(url: string, logger: Logger): Engine {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: QUERY_MS,
    keepAlive: true,
    idle_in_transaction_session_timeout: 10_000,
    application_name: 'besteam-users',
  });
  pool.on('error', (error) => logger.warn({ err: error }, 'a database connection was lost'));
  return {
    dialect: new PostgresDialect({ pool }),
    listen: (channel, heard) => keepListening({ url, channel, heard, logger, connectMs: CONNECT_MS }),
  };
}

/** One connection on which a statement may take as long as it takes, also waiting for another process to migrate. */
export function serverForMigrations(url: string): Dialect {
  return new PostgresDialect({
    pool: new pg.Pool({
      connectionString: url,
      max: 1,
      connectionTimeoutMillis: CONNECT_MS,
      application_name: 'besteam-users-migrations',
    }),
  });
}
