import { temporaryFolder } from '../temporary-folder.ts';
import { freePort, listensOn } from './free-port.ts';
import { findServer } from './real-server.ts';
import { programAt, runServer } from './server-process.ts';
import type { ServerTls } from './server-tls.ts';

/** Redis: `REDIS_URL`, or `redis-server` on the PATH, without a disk. */
export const redis = () =>
  findServer({
    name: 'Redis',
    variable: 'REDIS_URL',
    lacks: () => (programAt('redis-server') ? undefined : 'redis-server is not on the PATH'),
    start: () => startRedis(),
  });

export interface RedisOptions {
  /** Asked of every client. */
  password?: string;
  /** Only encrypted connections, with this certificate. */
  tls?: ServerTls;
}

/** A Redis of our own. */
export async function startRedis({ password, tls }: RedisOptions = {}) {
  const folder = await temporaryFolder();
  const port = await freePort();
  const options = {
    ...(tls ? encrypted(port, tls) : { port: String(port) }),
    bind: '127.0.0.1',
    save: '',
    appendonly: 'no',
    ...(password ? { requirepass: password } : {}),
  };
  return runServer({
    name: 'Redis',
    url: `${tls ? 'rediss' : 'redis'}://${password ? `:${password}@` : ''}${tls ? 'localhost' : '127.0.0.1'}:${port}`,
    command: programAt('redis-server') ?? 'redis-server',
    args: Object.entries(options).flatMap(([key, value]) => [`--${key}`, value]),
    cwd: folder.path,
    ready: () => listensOn(port),
    removeFolder: folder.remove,
  });
}

const encrypted = (port: number, { certFile, keyFile, caFile }: ServerTls) => ({
  port: '0',
  'tls-port': String(port),
  'tls-cert-file': certFile,
  'tls-key-file': keyFile,
  'tls-ca-cert-file': caFile,
  'tls-auth-clients': 'no',
});
