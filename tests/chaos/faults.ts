import { setTimeout as after } from 'node:timers/promises';
import type { RealServer } from '@besteam/service-kit/testing/servers';
import type { Services } from '../../standalone/src/services.ts';
import type { Engines } from '../../standalone/test/engines.ts';

export interface Fault {
  name: string;
  /** Resolves when what was broken may work again. */
  inflict(): Promise<void>;
}

const SERVICES = ['users', 'players', 'matches'] as const;
/** How long a killed engine stays away. */
const AWAY_MS = 2000;

/** Everything dies once, and everything stops for a while once. */
export function allFaults(services: Services, { servers }: Engines, pauseMs: number): Fault[] {
  const engines = Object.entries(servers).map(([variable, server]) => [variable.split('_')[0] ?? '', server] as const);
  return [
    ...SERVICES.map((name) => ({ name: `kill -9 ${name}`, inflict: () => kill(services, name) })),
    ...engines.map(([name, server]) => ({ name: `kill -9 ${name}`, inflict: () => killEngine(server) })),
    ...SERVICES.map((name) => ({ name: `pause ${name}`, inflict: () => pause(services, name, pauseMs) })),
    ...engines.map(([name, server]) => ({ name: `pause ${name}`, inflict: () => pauseEngine(server, pauseMs) })),
  ];
}

async function kill({ processes }: Services, name: (typeof SERVICES)[number]): Promise<void> {
  const pid = processes[name].pid();
  if (pid === undefined) throw new Error(`${name} does not run`);
  process.kill(pid, 'SIGKILL');
}

async function pause({ processes }: Services, name: (typeof SERVICES)[number], ms: number): Promise<void> {
  const pid = processes[name].pid();
  if (pid === undefined) throw new Error(`${name} does not run`);
  process.kill(pid, 'SIGSTOP');
  await after(ms);
  process.kill(pid, 'SIGCONT');
}

async function killEngine(server: RealServer): Promise<void> {
  await server.signal('SIGKILL');
  await after(AWAY_MS);
  await server.start();
}

async function pauseEngine(server: RealServer, ms: number): Promise<void> {
  await server.signal('SIGSTOP');
  await after(ms);
  await server.signal('SIGCONT');
}
