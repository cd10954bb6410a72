import type { Logger } from '@besteam/service-kit';
import { CamelCasePlugin, Kysely, sql } from 'kysely';
import { openEmbeddedEngine } from './embedded-engine.ts';
import type { Engine } from './engine.ts';
import type { Tables } from './schema.ts';
import { openServerEngine } from './server-engine.ts';

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

/** PostgreSQL, by a server's address or embedded; the same SQL in both. */
export async function openDatabase({ url, path, logger }: DatabaseOptions): Promise<Database> {
  const engine = url === undefined ? await openEmbeddedEngine(path) : openServerEngine(url, logger);
  const db = new Kysely<Tables>({ dialect: engine.dialect, plugins: [new CamelCasePlugin()] });
  return {
    db,
    listen: engine.listen,
    ping: async () => void (await sql`select 1`.execute(db)),
    close: () => db.destroy(),
  };
}
