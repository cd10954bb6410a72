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
  processes: Record<ServiceName, ServiceProcess[]>;
  /** Where each replica listens. */
  replicas: Record<ServiceName, string[]>;
}

/**
 * The three services as processes of their own on the engines that the environment names, and an edge in front of them
 * with the web app. A service that ends by itself is started again. With several replicas of each, services call each
 * other through the edge too, and the users service needs SIGNING_KEYS_FILE. Throws ConfigError when the environment is wrong.
 */
export async function startServices(
  env: NodeJS.ProcessEnv,
  { webRoot, replicas = 1 }: { webRoot?: string | undefined; replicas?: number } = {},
): Promise<Services> {
  const settings = readConfig(platformSettings, env);
  if (!settings.RABBITMQ_URL) throw new ConfigError('RABBITMQ_URL is not set: processes hear of each other through it');
  await mkdir(settings.DATA_DIR, { recursive: true });
  const tls = await loadTls({
    dataDir: settings.DATA_DIR,
    certFile: settings.TLS_CERT_FILE,
    keyFile: settings.TLS_KEY_FILE,
    caFile: settings.TLS_CA_FILE,
  });
  const upstreams = {
    users: await origins(replicas),
    players: await origins(replicas),
    matches: await origins(replicas),
  };
  const edge = await createEdge({ settings, tls, upstreams, webRoot });
  await edge.listen({ host: settings.HOST, port: settings.PORT });
  const port = Number(new URL(edge.listeningOrigin).port);
  const origin = `https://localhost:${port}`;

  const reachedAt = ([only = origin, another]: string[]) => (another === undefined ? only : origin);
  const processes = mapServices((name) =>
    upstreams[name].map((at) =>
      keepRunning(fileURLToPath(new URL(`../../services/${name}/src/main.ts`, import.meta.url)), {
        ...definedOf(env),
        HOST: 'localhost',
        PORT: new URL(at).port,
        TRUSTED_PROXIES: '127.0.0.1,::1',
        USERS_URL: reachedAt(upstreams.users),
        PLAYERS_URL: reachedAt(upstreams.players),
        PUBLIC_URL: env['PUBLIC_URL'] ?? origin,
      }),
    ),
  );
  await Promise.all(Object.values(upstreams).flatMap((all) => all.map((at) => untilReady(at, tls.ca))));
  return {
    origin,
    port,
    caFile: tls.caFile,
    processes,
    replicas: upstreams,
    async close() {
      const all = Object.values(processes).flat();
      await Promise.all([edge.close(), ...all.map((process) => process.stop())]);
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

async function origins(replicas: number): Promise<string[]> {
  const ports = await Promise.all(Array.from({ length: replicas }, freePort));
  return ports.map((port) => `https://localhost:${port}`);
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
