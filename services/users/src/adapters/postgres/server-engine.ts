import type { Logger } from '@besteam/service-kit';
import { PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Engine } from './engine.ts';
import { keepListening } from './keep-listening.ts';

/** So long a request waits at most for a connection or for an answer: the caller then gets 503. */
const CONNECT_MS = 1500;
const CONNECTIONS = 10;

/** A PostgreSQL server through a pool of connections; lost ones are replaced when they are needed next. */
export function openServerEngine(url: string, logger: Logger): Engine {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    idle_in_transaction_session_timeout: 10_000,
    application_name: 'besteam-users',
  });
  pool.on('error', (error) => logger.warn({ err: error }, 'a database connection was lost'));
  return {
    dialect: new PostgresDialect({ pool }),
    listen: (channel, heard) => keepListening({ url, channel, heard, logger, connectMs: CONNECT_MS }),
  };
}
