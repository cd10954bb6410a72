import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createEdge } from '@besteam/edge';
import { ConfigError, loadTls, platformSettings, type Running, readConfig } from '@besteam/service-kit';
import { Agent, fetch } from 'undici';
import { keepRunning, type ServiceProcess } from './service-process.ts';

export type ServiceName = 'users' | 'players' | 'matches';

export interface Services extends Running {
  caFile?: string | undefined;
  processes: Record<ServiceName, ServiceProcess>;
}

/**
 * The three services as processes of their own on the engines that the environment names, and an edge in front of them
 * with the web app. A service that ends by itself is started again. Throws ConfigError when the environment is wrong.
 */
export async function startServices(env: NodeJS.ProcessEnv, webRoot?: string): Promise<Services> {
  const settings = readConfig(platformSettings, env);
  if (!settings.RABBITMQ_URL) throw new ConfigError('RABBITMQ_URL is not set: processes hear of each other through it');
  await mkdir(settings.DATA_DIR, { recursive: true });
  const tls = await loadTls({
    dataDir: settings.DATA_DIR,
    certFile: settings.TLS_CERT_FILE,
    keyFile: settings.TLS_KEY_FILE,
    caFile: settings.TLS_CA_FILE,
  });
  const ports = { users: await freePort(), players: await freePort(), matches: await freePort() };
  const upstreams = mapServices((name) => [`https://localhost:${ports[name]}`]);
  const edge = await createEdge({ settings, tls, upstreams, webRoot });
  await edge.listen({ host: settings.HOST, port: settings.PORT });
  const port = Number(new URL(edge.listeningOrigin).port);
  const origin = `https://localhost:${port}`;

  const processes = mapServices((name) =>
    keepRunning(fileURLToPath(new URL(`../../services/${name}/src/main.ts`, import.meta.url)), {
      ...definedOf(env),
      HOST: 'localhost',
      PORT: String(ports[name]),
      TRUSTED_PROXIES: '127.0.0.1,::1',
      USERS_URL: `https://localhost:${ports.users}`,
      PLAYERS_URL: `https://localhost:${ports.players}`,
      PUBLIC_URL: env['PUBLIC_URL'] ?? origin,
    }),
  );
  await Promise.all(Object.values(upstreams).map(([at = '']) => untilReady(at, tls.ca)));
  return {
    origin,
    port,
    caFile: tls.caFile,
    processes,
    async close() {
      await Promise.all([edge.close(), ...Object.values(processes).map((process) => process.stop())]);
    },
  };
}

function mapServices<T>(make: (name: ServiceName) => T): Record<ServiceName, T> {
  return { users: make('users'), players: make('players'), matches: make('matches') };
}

async function untilReady(origin: string, ca: string): Promise<void> {
  const dispatcher = new Agent({ connect: { ca } });
  const ready = () =>
    fetch(`${origin}/health/ready`, { dispatcher }).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await ready())) await after(100);
  await dispatcher.close();
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, 'localhost');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

function definedOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
