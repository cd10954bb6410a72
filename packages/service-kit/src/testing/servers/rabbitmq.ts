import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '../temporary-folder.ts';
import { freePort } from './free-port.ts';
import { greets } from './rabbitmq-greeting.ts';
import { findServer } from './real-server.ts';
import { pidIn, programAt, runServer } from './server-process.ts';
import type { ServerTls } from './server-tls.ts';

/** RabbitMQ: `RABBITMQ_URL`, or `rabbitmq-server` on the PATH as a node of our own. */
export const rabbitmq = () =>
  findServer({
    name: 'RabbitMQ',
    variable: 'RABBITMQ_URL',
    lacks: () => (program() ? undefined : 'rabbitmq-server is not on the PATH'),
    start: () => startRabbitmq(),
  });

/** Debian's command on the PATH insists on the user `rabbitmq` and its home; the script behind it does not. */
const program = () => programAt('rabbitmq-server', '/usr/lib/rabbitmq/bin/rabbitmq-server');

const CONFIGURATION = `
log.console = false
disk_free_limit.absolute = 50MB
vm_memory_high_watermark.relative = 0.2
`;

export interface RabbitmqOptions {
  /** Of the user `guest`. */
  password?: string;
  /** Only encrypted connections, with this certificate. */
  tls?: ServerTls;
}

/** A broker on free ports, with its own name, cookie, folders and port mapper, beside whatever else runs here. */
export async function startRabbitmq({ password = 'guest', tls }: RabbitmqOptions = {}) {
  const folder = await temporaryFolder();
  const [port, distribution, mapper] = [await freePort(), await freePort(), await freePort()];
  const at = (name: string) => join(folder.path, name);
  await mkdir(at('home'));
  const listener = tls ? encrypted(port, tls) : `listeners.tcp.1 = 127.0.0.1:${port}`;
  await writeFile(at('rabbitmq.conf'), `${CONFIGURATION}${listener}\ndefault_pass = ${password}\n`);
  const url = tls ? `amqps://guest:${password}@localhost:${port}` : `amqp://guest:${password}@127.0.0.1:${port}`;
  await writeFile(at('enabled_plugins'), '[].');
  const env = {
    HOME: at('home'),
    RABBITMQ_NODENAME: `besteam-${port}@localhost`,
    RABBITMQ_DIST_PORT: String(distribution),
    ERL_EPMD_PORT: String(mapper),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_CONFIG_FILE: at('rabbitmq.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: at('enabled_plugins'),
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    RABBITMQ_MNESIA_BASE: at('mnesia'),
    RABBITMQ_LOG_BASE: at('log'),
    RABBITMQ_PID_FILE: at('pid'),
    // Erlang's schedulers spin while they wait: on a machine shared with tests that is the tests' time.
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '+sbwt none +sbwtdcpu none +sbwtdio none',
  };
  return runServer({
    name: 'RabbitMQ',
    url,
    command: program() ?? 'rabbitmq-server',
    args: [],
    cwd: folder.path,
    env,
    ready: () => greets(url, tls?.ca),
    pid: () => pidIn(at('pid')),
    afterEnd: () => endPortMapper(env),
    removeFolder: folder.remove,
  });
}

const encrypted = (port: number, { certFile, keyFile, caFile }: ServerTls) => `listeners.tcp = none
listeners.ssl.1 = 127.0.0.1:${port}
ssl_options.certfile = ${certFile}
ssl_options.keyfile = ${keyFile}
ssl_options.cacertfile = ${caFile}
ssl_options.verify = verify_none
ssl_options.fail_if_no_peer_cert = false`;

/** Erlang starts its port mapper as a daemon and leaves it behind. */
async function endPortMapper(env: Record<string, string>): Promise<void> {
  await promisify(execFile)('epmd', ['-kill'], { env: { ...process.env, ...env } }).catch(() => undefined);
}
