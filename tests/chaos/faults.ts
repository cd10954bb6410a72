import { setTimeout as after } from 'node:timers/promises';
import type { RealServer } from '@besteam/service-kit/testing/servers';
import type { ServiceName, Services } from '../../standalone/src/services.ts';
import type { Cuttable } from './cuttable.ts';

/** What an engine's absence may cost: its service's answers (503, soon), or nothing but time. */
type Cost = 'refusals' | 'nothing';

export interface Fault {
  name: string;
  /** Resolves when what was broken may work again. */
  inflict(): Promise<void>;
  /** No request may fail meanwhile. */
  unnoticed?: boolean;
  /** What is promised while it lasts, where that is asked about. */
  away?: { engine: string; cost: Cost };
}

export interface Broken {
  services: Services;
  engines: { name: string; server: RealServer; proxy: Cuttable; cost: Cost }[];
  pauseMs: number;
  /** Resolves when that replica takes work. */
  ready(origin: string): Promise<void>;
}

const SERVICES = ['users', 'players', 'matches'] as const;
/** How long a killed engine stays away, and a connection cut. */
const AWAY_MS = 4000;

/** Everything dies, stops for a while, is cut off and is restarted, once each. */
export function allFaults({ services, engines, pauseMs, ready }: Broken): Fault[] {
  return [
    ...SERVICES.map((name) => ({ name: `kill -9 ${name}`, inflict: async () => signal(services, name, 'SIGKILL') })),
    ...engines.map(({ name, server, cost }) => ({
      name: `kill -9 ${name}`,
      away: { engine: name, cost },
      async inflict() {
        await server.signal('SIGKILL');
        await after(AWAY_MS);
        await server.start();
      },
    })),
    ...SERVICES.map((name) => ({
      name: `pause ${name}`,
      async inflict() {
        signal(services, name, 'SIGSTOP');
        await after(pauseMs);
        signal(services, name, 'SIGCONT');
      },
    })),
    ...engines.map(({ name, server, cost }) => ({
      name: `pause ${name}`,
      away: { engine: name, cost },
      async inflict() {
        await server.signal('SIGSTOP');
        await after(pauseMs);
        await server.signal('SIGCONT');
      },
    })),
    ...engines.map(({ name, proxy, cost }) => ({
      name: `cut ${name}`,
      away: { engine: name, cost },
      async inflict() {
        proxy.cut();
        await after(AWAY_MS);
        proxy.mend();
      },
    })),
    ...SERVICES.map((name) => ({
      name: `rolling restart of ${name}`,
      unnoticed: true,
      async inflict() {
        for (const [i, process] of services.processes[name].entries()) {
          await process.restart();
          await ready(services.replicas[name][i] ?? '');
        }
      },
    })),
  ];
}

/** The first of the replicas: the other one stays. */
function signal({ processes }: Services, name: ServiceName, what: NodeJS.Signals): void {
  const pid = processes[name][0]?.pid();
  if (pid === undefined) throw new Error(`${name} does not run`);
  process.kill(pid, what);
}
