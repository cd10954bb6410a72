import { randomBytes } from 'node:crypto';
import { postgres } from '@besteam/service-kit/testing/servers';
import pg from 'pg';
import { serverOf } from '../src/config.ts';

/** The twins that every promise of this service is tested on. */
export const engines = ['PGlite', 'PostgreSQL'] as const;
export type EngineName = (typeof engines)[number];

export interface DatabaseForTests {
  /** Undefined for the embedded engine. */
  url: string | undefined;
  remove(): Promise<void>;
}

/** How long a database may take in a test that is not about that: slow is not away, on a busy machine. */
export const PATIENCE_MS = 20_000;

/** The server as the service is told of it; none for the embedded engine. */
export function serverAt({ url }: DatabaseForTests) {
  return serverOf({ DATABASE_URL: url, DATABASE_ANSWER_MS: PATIENCE_MS });
}

/** An empty database: nothing to prepare for PGlite; otherwise one of its own on a PostgreSQL server. */
export async function emptyDatabase(engine: EngineName): Promise<DatabaseForTests> {
  if (engine === 'PGlite') return { url: undefined, remove: async () => undefined };
  const server = await postgres().start();
  const name = `test_${randomBytes(8).toString('hex')}`;
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  await run(server.url, `create database ${name}`);
  return {
    url: url.href,
    async remove() {
      await run(server.url, `drop database ${name} with (force)`);
      await server.remove();
    },
  };
}

async function run(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}
