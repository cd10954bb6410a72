import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import type { SquadSketch } from '../test/squads.ts';

export interface Member {
  accountId: string;
  playerId?: string;
  token: string;
}

/** In milliseconds: by the clock, and of that what the thread's own work takes, whatever else this machine does. */
export interface Delay {
  clock: number;
  own: number;
}

/** The servers under measurement, each in a process of its own, and connections to them. */
export interface Measured {
  squad: SquadSketch;
  members: Member[];
  origins: { one: string; two: string; bare: string };
  ca: string;
  pools: { one: Pool; two: Pool; bare: Pool };
  memory(): Promise<number>;
  /** The event loop's delay (p99) in the server's process during some work. */
  delay(work: () => Promise<unknown>): Promise<Delay>;
  end(): Promise<void>;
}

export const CONNECTIONS = 16;

export async function startMeasured(): Promise<Measured> {
  const store = started('store.ts');
  const [{ endpoint }] = await once(store, 'message');
  const server = started('server.ts', { DYNAMODB_ENDPOINT: endpoint }, ['--expose-gc']);
  const [{ origins, ca, squad, members }] = await once(server, 'message');
  const poolTo = (origin: string) => new Pool(origin, { connections: CONNECTIONS, connect: { ca } });
  const pools = { one: poolTo(origins.one), two: poolTo(origins.two), bare: poolTo(origins.bare) };
  return {
    squad,
    members,
    origins,
    ca,
    pools,
    async memory() {
      server.send('memory');
      const [{ memory }] = await once(server, 'message');
      return memory;
    },
    async delay(work) {
      server.send('delay-start');
      await work();
      server.send('delay-end');
      const [delay] = await once(server, 'message');
      return delay;
    },
    async end() {
      await Promise.all(Object.values(pools).map((pool) => pool.close()));
      for (const child of [server, store]) {
        child.send('end');
        await once(child, 'exit');
      }
    },
  };
}

function started(file: string, env: Record<string, string> = {}, execArgv: string[] = []): ChildProcess {
  return fork(fileURLToPath(new URL(file, import.meta.url)), { env: { ...process.env, ...env }, execArgv });
}

/** Sends a request and reads its answer to the end; throws unless it is a success. */
export async function call(
  pool: Pool,
  method: 'PUT' | 'POST' | 'GET',
  path: string,
  token: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<string> {
  const answer = await pool.request({
    method,
    path,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }), ...headers },
    body: body ? JSON.stringify(body) : null,
  });
  const text = await answer.body.text();
  if (answer.statusCode >= 300) throw new Error(`${method} ${path} was answered with ${answer.statusCode}: ${text}`);
  return text;
}
