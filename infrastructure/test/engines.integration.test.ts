import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { connect, type TLSSocket } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { freePort } from '@besteam/service-kit/testing/servers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseYaml } from '../checks/files.ts';
import { isObject, type Json, objectAt, textAt } from '../checks/json.ts';
import { helm } from '../checks/manifests/cluster-programs.ts';

const chart = fileURLToPath(new URL('../helm/backing', import.meta.url));
const RABBITMQ = '/usr/lib/rabbitmq/bin/rabbitmq-server';
const has = (program: string) => spawnSync('which', [program]).status === 0;

/** The configuration that the chart mounts, on this machine's engines: what they refuse here they would refuse there. */
describe("PRE's engines", () => {
  let folder: string;
  let secrets: Map<string, Json>;
  const running: ChildProcess[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'besteam-engines-'));
    const { output } = await helm('template', 'backing', chart, '--namespace', 'pre');
    const all = parseYaml(output).filter(isObject);
    secrets = new Map(
      all.filter(({ kind }) => kind === 'Secret').map((secret) => [textAt(secret, 'metadata', 'name'), secret]),
    );
  });
  afterAll(async () => {
    for (const server of running) {
      const ended = once(server, 'exit');
      if (server.exitCode === null && server.kill('SIGTERM')) await ended;
    }
    await rm(folder, { recursive: true });
  });

  const decoded = (name: string, key: string) =>
    Buffer.from(textAt(objectAt(secrets.get(name), 'data'), key), 'base64').toString();

  /** Writes what is mounted, with paths and port of this machine, and gives the configuration's own. */
  async function mounted(engine: string, file: string, port: string): Promise<{ file: string; port: number }> {
    const at = join(folder, engine);
    await mkdir(join(at, 'tls'), { recursive: true });
    for (const name of ['tls.crt', 'tls.key', 'ca.crt']) {
      await writeFile(join(at, 'tls', name), decoded(`${engine}-tls`, name), { mode: 0o600 });
    }
    const free = await freePort();
    const text = textAt(objectAt(secrets.get(`${engine}-configuration`), 'stringData'), file)
      .replaceAll('/etc/besteam/tls', join(at, 'tls'))
      .replace('dir /data', `dir ${at}`)
      .replace(port, String(free));
    await writeFile(join(at, file), text);
    return { file: join(at, file), port: free };
  }

  /** A connection by the engine's name in the cluster, its certificate checked by the authority that services trust. */
  async function reached(engine: string, port: number): Promise<TLSSocket> {
    for (const end = Date.now() + 60_000; ; await after(100)) {
      const socket = connect({
        port,
        host: '127.0.0.1',
        servername: engine,
        ca: decoded('besteam-authority', 'tls.crt'),
      });
      try {
        await once(socket, 'secureConnect');
        return socket;
      } catch (error) {
        socket.destroy();
        if (Date.now() > end) throw error;
      }
    }
  }

  async function answerTo(socket: TLSSocket, words: string): Promise<string> {
    const answer = once(socket, 'data');
    socket.write(words);
    return String((await answer)[0]);
  }

  it.skipIf(!has('redis-server'))('let services into Redis over TLS, with the password alone', async () => {
    const { file, port } = await mounted('redis', 'redis.conf', '6379');
    running.push(spawn('redis-server', [file], { stdio: 'ignore' }));
    const socket = await reached('redis', port);
    expect(await answerTo(socket, 'PING\r\n')).toMatch(/NOAUTH/);
    expect(await answerTo(socket, `AUTH ${decoded('backing-passwords', 'redis')}\r\n`)).toBe('+OK\r\n');
    expect(await answerTo(socket, 'PING\r\n')).toBe('+PONG\r\n');
    socket.destroy();
  });

  it.skipIf(!existsSync(RABBITMQ))('let services into RabbitMQ over TLS', async () => {
    const { file, port } = await mounted('rabbitmq', 'rabbitmq.conf', '5671');
    const at = join(folder, 'rabbitmq');
    await writeFile(join(at, 'enabled_plugins'), '[].');
    const mapper = String(await freePort());
    const env = {
      ...process.env,
      HOME: at,
      RABBITMQ_NODENAME: `besteam-${port}@localhost`,
      RABBITMQ_DIST_PORT: String(await freePort()),
      ERL_EPMD_PORT: mapper,
      ERL_EPMD_ADDRESS: '127.0.0.1',
      RABBITMQ_CONFIG_FILE: file,
      RABBITMQ_ENABLED_PLUGINS_FILE: join(at, 'enabled_plugins'),
      RABBITMQ_CONF_ENV_FILE: '/dev/null',
      RABBITMQ_MNESIA_BASE: join(at, 'mnesia'),
      RABBITMQ_LOG_BASE: join(at, 'log'),
    };
    const server = spawn(RABBITMQ, [], { stdio: 'ignore', env });
    running.push(server);
    const socket = await reached('rabbitmq', port);
    // The broker's first word, Connection.Start, to whoever says which protocol it speaks.
    expect(await answerTo(socket, 'AMQP\0\0\x09\x01')).toContain('RabbitMQ');
    socket.destroy();
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    await ended;
    spawnSync('epmd', ['-kill'], { env });
  });
});
