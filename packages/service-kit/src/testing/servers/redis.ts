import { temporaryFolder } from '../temporary-folder.ts';
import { freePort, listensOn } from './free-port.ts';
import { findServer } from './real-server.ts';
import { programAt, runServer } from './server-process.ts';

/** Redis: `REDIS_URL`, or `redis-server` on the PATH, without a disk. */
export const redis = () =>
  findServer({
    name: 'Redis',
    variable: 'REDIS_URL',
    lacks: () => (programAt('redis-server') ? undefined : 'redis-server is not on the PATH'),
    start: () => startRedis(),
  });

/** A Redis of our own; with `password`, one that asks for it. */
export async function startRedis({ password }: { password?: string } = {}) {
  const folder = await temporaryFolder();
  const port = await freePort();
  const options = {
    port: String(port),
    bind: '127.0.0.1',
    save: '',
    appendonly: 'no',
    ...(password ? { requirepass: password } : {}),
  };
  return runServer({
    name: 'Redis',
    url: `redis://${password ? `:${password}@` : ''}127.0.0.1:${port}`,
    command: programAt('redis-server') ?? 'redis-server',
    args: Object.entries(options).flatMap(([key, value]) => [`--${key}`, value]),
    cwd: folder.path,
    ready: () => listensOn(port),
    removeFolder: folder.remove,
  });
}
