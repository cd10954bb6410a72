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
  remove(): Promise<void>;
}

export async function startTarget(env: Record<string, string> = {}): Promise<Target> {
  const folder = await temporaryFolder();
  const port = await freePort();
  const settings = { LOG_LEVEL: 'fatal', ...env, DATA_DIR: folder.path, PORT: String(port) };
  const program = await startProgram(settings);
  return {
    program,
    port,
    people: peopleOf({ origin: program.origin, fetch: (input, init) => program.fetch(input, init) }),
    dataDir: folder.path,
    ca: await readFile(join(folder.path, 'tls/ca.pem'), 'utf8'),
    async remove() {
      await program.kill('SIGTERM');
      await folder.remove();
    },
  };
}
