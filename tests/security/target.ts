import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { freePort } from '@besteam/service-kit/testing/servers';
import { peopleOf } from '../../standalone/test/people.ts';
import { type Program, startProgram } from '../../standalone/test/program.ts';

/** A Besteam of its own, as people start it, and those who come to it. */
export interface Target {
  program: Program;
  port: number;
  people: ReturnType<typeof peopleOf>;
  dataDir: string;
  /** Its authority, PEM. */
  ca: string;
  /** All that it has printed. */
  printed(): string;
  /** Ends the program; its data stay until they are removed. */
  stop(): Promise<void>;
  remove(): Promise<void>;
}

/** `prepare` may put something into its folder first, and answers the environment. */
export async function startTarget(
  prepare: (dataDir: string) => Promise<Record<string, string>> | Record<string, string> = () => ({}),
): Promise<Target> {
  const folder = await temporaryFolder();
  const port = await freePort();
  const settings = { LOG_LEVEL: 'fatal', ...(await prepare(folder.path)), DATA_DIR: folder.path, PORT: String(port) };
  const printed: Buffer[] = [];
  const program = await startProgram(settings, (chunk) => printed.push(chunk));
  let stopped: Promise<unknown> | undefined;
  const stop = async () => {
    stopped ??= program.kill('SIGTERM');
    await stopped;
  };
  return {
    program,
    port,
    people: peopleOf({ origin: program.origin, fetch: (input, init) => program.fetch(input, init) }),
    dataDir: folder.path,
    ca: await readFile(join(folder.path, 'tls/ca.pem'), 'utf8'),
    printed: () => Buffer.concat(printed).toString(),
    stop,
    async remove() {
      await stop();
      await folder.remove();
    },
  };
}
