import { readFile } from 'node:fs/promises';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { rabbitmq } from '@besteam/service-kit/testing/servers';
import { startServices } from '../../standalone/src/services.ts';
import { trustingFetch } from '../../standalone/test/trusting-fetch.ts';
import { startTarget } from './target.ts';

/** Where requests arrive. */
export interface Front {
  port: number;
  ca: string;
  /** Opens a guest's session by an ordinary client, and answers what the guest is called there. */
  guestNamed(name: string): Promise<string>;
  close(): Promise<void>;
}

interface KnownFront {
  name: string;
  /** Why this machine cannot open it. */
  skipped: string | undefined;
  open(): Promise<Front>;
}

const broker = rabbitmq();

/** The program that people start; and the edge, which reads every request before a service reads it again. */
export const fronts: KnownFront[] = [
  { name: 'the one program', skipped: undefined, open: theProgram },
  { name: 'the edge before three services', skipped: broker.skipped ? broker.title : undefined, open: theEdge },
];

async function theProgram(): Promise<Front> {
  const { port, ca, program, remove } = await startTarget();
  return { port, ca, guestNamed: guestsAt(program.origin, program.fetch), close: remove };
}

async function theEdge(): Promise<Front> {
  const [folder, server] = await Promise.all([temporaryFolder(), broker.start()]);
  const settings = { DATA_DIR: folder.path, RABBITMQ_URL: server.url, LOG_LEVEL: 'fatal' };
  const services = await startServices({ ...process.env, ...settings, PORT: '0', HOST: 'localhost' });
  const { fetch, close } = trustingFetch(services.caFile ?? '');
  return {
    port: services.port,
    ca: await readFile(services.caFile ?? '', 'utf8'),
    guestNamed: guestsAt(services.origin, fetch),
    async close() {
      await services.close();
      await close();
      await server.remove();
      await folder.remove();
    },
  };
}

function guestsAt(origin: string, ask: typeof fetch) {
  return async (displayName: string): Promise<string> => {
    const answer = await ask(`${origin}/api/users/v1/guest-sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ displayName }),
    });
    const { account } = (await answer.json()) as { account: { displayName: string } };
    return account.displayName;
  };
}
