import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { type Dispatcher, Pool } from 'undici';

export const CONNECTIONS = 16;

/** What the bare routes answer: all of them the body, one of them the headers too. */
export interface Given {
  body: string;
  headers: Record<string, string>;
}

export interface MeasuredServer {
  service: Dispatcher;
  bare: Dispatcher;
  /** Of a registered account. */
  token: string;
  /** What the bare routes answer from now on. */
  give(answer: Given): Promise<void>;
  /** Seconds of processor time that the server's process has taken. */
  processorTime(): Promise<number>;
  end(): Promise<void>;
}

/** The service and a bare route in a process of their own, and connections to both. */
export async function startMeasuredServer(): Promise<MeasuredServer> {
  const folder = await temporaryFolder();
  const child = fork(fileURLToPath(new URL('server.ts', import.meta.url)), {
    env: { ...process.env, DATA_DIR: folder.path },
  });
  const [{ origin, bareOrigin, ca, token }] = await once(child, 'message');
  const poolOf = (to: string) => new Pool(to, { connections: CONNECTIONS, connect: { ca } });
  const [service, bare] = [poolOf(origin), poolOf(bareOrigin)];
  return {
    service,
    bare,
    token,
    give: async (answer) => void (await ask(child, answer)),
    processorTime: async () => (await ask(child, 'processor time')) / 1e6,
    async end() {
      await Promise.all([service.close(), bare.close()]);
      child.send('end');
      await once(child, 'exit');
      await folder.remove();
    },
  };
}

async function ask(child: ChildProcess, message: 'processor time' | Given): Promise<number> {
  child.send(message);
  const [answer] = await once(child, 'message');
  return answer;
}
