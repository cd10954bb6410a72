import type { Logger } from '@besteam/service-kit';
import { type Dialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { ANSWER_MS, connectionTo, type ServerAddress } from './address.ts';
import type { Engine } from './engine.ts';
import { keepListening } from './keep-listening.ts';
import { preparingPool } from './preparing-pool.ts';

/** So much sooner the server gives up: whoever only stops listening leaves it working, on a connection that the next one needs. */
const SOONER_MS = 100;
const CONNECTIONS = 10;

/** A PostgreSQL server through a pool of connections; lost ones are replaced when they are needed next. */
export function openServerEngine(server: ServerAddress, logger: Logger): Engine {
  const { answerMs = ANSWER_MS } = server;
  const pool = openPool(logger, {
    ...connectionTo(server),
    max: CONNECTIONS,
    connectionTimeoutMillis: answerMs,
    statement_timeout: answerMs,
    query_timeout: answerMs + SOONER_MS,
    idle_in_transaction_session_timeout: 10_000,
    application_name: 'besteam-users',
  });
  return {
    dialect: new PostgresDialect({ pool: preparingPool(pool) }),
    listen: (channel, heard) => keepListening({ server, channel, heard, logger, connectMs: answerMs }),
  };
}

/** One connection on which a statement may take as long as it takes, also waiting for another process to migrate. */
export function serverForMigrations(server: ServerAddress, logger: Logger): Dialect {
  const options = { ...connectionTo(server), max: 1, application_name: 'besteam-users-migrations' };
  return new PostgresDialect({ pool: openPool(logger, options) });
}

function openPool(logger: Logger, options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ connectionTimeoutMillis: ANSWER_MS, keepAlive: true, ...options });
  const lost = (error: Error) => logger.warn({ err: error }, 'a database connection was lost');
  pool.on('error', lost);
  // The pool stops listening to a connection that it is closing; one lost just then would end the process.
  pool.on('connect', (client) => client.on('error', lost));
  return pool;
}
