import { join } from 'node:path';
import { docker, dockerAtLength, inspect } from './docker.ts';
import { REPOSITORY } from './images.ts';

/** The Compose file, and over it the one that puts stand-ins in the engines' places. */
export const FILES = ['infrastructure/compose/compose.yaml', 'infrastructure/containers/stand-ins/compose.yaml'].map(
  (file) => join(REPOSITORY, file),
);
const COMPOSE = ['compose', ...FILES.flatMap((file) => ['--file', file])];

/** The parts of the system that are ours, as compose.yaml calls them. */
export const SERVICES = ['users', 'players', 'matches', 'edge'] as const;
export type ServiceName = (typeof SERVICES)[number];

interface Container {
  State: { Pid: number; StartedAt: string; ExitCode: number; Health?: { Status: string; Log: { Output: string }[] } };
  NetworkSettings: { Networks: Record<string, { IPAddress: string }> };
}

/** The whole system of compose.yaml, its engines in stand-ins. */
export const system = {
  up: () =>
    dockerAtLength(...COMPOSE, 'up', '--detach', '--no-build', '--wait', '--wait-timeout', '180', 'edge', 'mail'),
  stop: () => dockerAtLength(...COMPOSE, 'stop'),
  /** Everything goes, the data too. */
  down: () => dockerAtLength(...COMPOSE, 'down', '--volumes', '--timeout', '5'),
  restart: (service: ServiceName) => docker(...COMPOSE, 'restart', service),
  logs: (...services: string[]) => docker(...COMPOSE, 'logs', '--tail=40', ...services),
  config: () => docker(...COMPOSE, 'config', '--quiet'),
  async container(service: string): Promise<Container> {
    return inspect<Container>('container', await docker(...COMPOSE, 'ps', '--all', '--quiet', service));
  },
  copy: (service: string, file: string, to: string) => docker(...COMPOSE, 'cp', `${service}:${file}`, to),
  run: (service: string, ...command: string[]) => docker(...COMPOSE, 'exec', '-T', service, ...command),
};

/** Where a container's port can be reached from this machine: on the network that Compose made. */
export function addressOf({ NetworkSettings }: Container): string {
  const address = Object.values(NetworkSettings.Networks).find(({ IPAddress }) => IPAddress)?.IPAddress;
  if (address === undefined) throw new Error('a container has no address');
  return address;
}
