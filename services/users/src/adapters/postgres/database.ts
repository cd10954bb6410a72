import type { Logger } from '@besteam/service-kit';
import { CamelCasePlugin, type Dialect, Kysely, sql } from 'kysely';
import type { ServerAddress } from './address.ts';
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
  /** Takes what was deleted out of the embedded engine's files; a server's are the business of who runs it. */
  letGo(): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** A PostgreSQL server; without it PGlite keeps the data in `path`. */
  server?: ServerAddress | undefined;
  path: string;
  logger: Logger;
}

/** PostgreSQL with its schema up to date, on a server (waiting until it can be reached) or embedded; the same SQL in both. */
export async function openDatabase({ server, path, logger }: DatabaseOptions): Promise<Database> {
  if (server) await untilReachable(() => migrateServer(server, logger), logger);
  const engine = server ? openServerEngine(server, logger) : await openEmbeddedEngine(path);
  const db = tablesOn(engine.dialect);
  if (!server) await migrate(db);
  return {
    db,
    listen: engine.listen,
    letGo: async () => engine.letGo?.(),
    ping: async () => void (await sql`select 1`.execute(db)),
    close: () => db.destroy(),
  };
}

export function tablesOn(dialect: Dialect): Kysely<Tables> {
  return new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin()] });
}

async function migrateServer(server: ServerAddress, logger: Logger): Promise<void> {
  const db = tablesOn(serverForMigrations(server, logger));
  try {
    await migrate(db);
  } finally {
    await db.destroy();
  }
}
