import type { Logger } from '@besteam/service-kit';
import { CamelCasePlugin, type Dialect, Kysely, sql } from 'kysely';
import { openEmbeddedEngine } from './embedded-engine.ts';
import type { Engine } from './engine.ts';
import { migrate } from './migrate.ts';
import type { Tables } from './schema.ts';
import { openServerEngine, serverForMigrations } from './server-engine.ts';
import { untilReachable } from './until-reachable.ts';

export interface Database {
  db: Kysely<Tables>;
  listen: Engine['listen'];
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** A PostgreSQL server; without it PGlite keeps the data in `path`. */
  url?: string | undefined;
  path: string;
  logger: Logger;
}

/** PostgreSQL with its schema up to date, on a server (waiting until it can be reached) or embedded; the same SQL in both. */
export async function openDatabase({ url, path, logger }: DatabaseOptions): Promise<Database> {
  if (url !== undefined) await untilReachable(() => migrateServer(url, logger), logger);
  const engine = url === undefined ? await openEmbeddedEngine(path) : openServerEngine(url, logger);
  const db = tablesOn(engine.dialect);
  if (url === undefined) await migrate(db);
  return {
    db,
    listen: engine.listen,
    ping: async () => void (await sql`select 1`.execute(db)),
    close: () => db.destroy(),
  };
}

export function tablesOn(dialect: Dialect): Kysely<Tables> {
  return new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin()] });
}

async function migrateServer(url: string, logger: Logger): Promise<void> {
  const db = tablesOn(serverForMigrations(url, logger));
  try {
    await migrate(db);
  } finally {
    await db.destroy();
  }
}
