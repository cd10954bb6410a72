import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { type Dispatcher, Pool } from 'undici';
import { type EngineName, emptyDatabase } from '../test/engines.ts';

const CONNECTIONS = 16;

export interface Cpu {
  /** Milliseconds of the thread that answers. */
  main: number;
  /** Milliseconds of all others: hashes, compilation, garbage. */
  others: number;
}

export interface MeasuredServer {
  origin: string;
  bareOrigin: string;
  ca: string;
  service: Dispatcher;
  bare: Dispatcher;
  /** What the server's process has used so far. */
  cpu(): Promise<Cpu>;
  /** Bare argon2id verifications in that time, in the server's process, so many at once. */
  argon2(atOnce: number, milliseconds: number): Promise<number>;
  end(): Promise<void>;
}

/** The service in a process of its own on the named engine, and connections to it. */
export async function startMeasuredServer(engine: EngineName): Promise<MeasuredServer> {
  const database = await emptyDatabase(engine);
  const folder = await temporaryFolder();
  const child = fork(fileURLToPath(new URL('server.ts', import.meta.url)), {
    env: { ...process.env, DATA_DIR: folder.path, DATABASE_URL: database.url ?? '' },
  });
  const [{ origin, bareOrigin, ca }] = await once(child, 'message');
  const poolOf = (to: string) => new Pool(to, { connections: CONNECTIONS, connect: { ca } });
  const [service, bare] = [poolOf(origin), poolOf(bareOrigin)];
  return {
    origin,
    bareOrigin,
    ca,
    service,
    bare,
    async cpu() {
      child.send({ ask: 'cpu' });
      const [cpu] = await once(child, 'message');
      return cpu;
    },
    async argon2(atOnce, milliseconds) {
      child.send({ ask: 'argon2', atOnce, milliseconds });
      const [{ done }] = await once(child, 'message');
      return done;
    },
    async end() {
      await Promise.all([service.close(), bare.close()]);
      child.send({ ask: 'end' });
      await once(child, 'exit');
      await database.remove();
      await folder.remove();
    },
  };
}
