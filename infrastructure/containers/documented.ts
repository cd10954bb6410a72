import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dockerIn } from './docker.ts';
import { REPOSITORY } from './images.ts';
import { FILES } from './system.ts';

const DOCKERIZE = [...['users', 'players', 'matches'].map((name) => `services/${name}`), 'frontend'];

/**
 * The commands that compose/README.md tells, in their order, on the system with its stand-ins; the last one takes it away.
 * The images are built by now, and what would follow a log for ever looks at it once. Each `dockerize.sh` is asked for what
 * it would bring up.
 */
export async function runDocumented(folder: string): Promise<void> {
  const at = { cwd: folder, env: { COMPOSE_FILE: FILES.join(':') } };
  for (const command of await commands()) {
    console.log(command);
    await dockerIn(at, command.replace(' --build', ' --no-build').replace(' -f ', ' '));
  }
  for (const part of DOCKERIZE) await dockerIn({ cwd: REPOSITORY, env: {} }, `${part}/dockerize.sh config --quiet`);
}

async function commands(): Promise<string[]> {
  const readme = await readFile(join(REPOSITORY, 'infrastructure/compose/README.md'), 'utf8');
  const blocks = [...readme.matchAll(/^```sh\n([\s\S]+?)^```/gm)].map(([, block = '']) => block);
  const found = blocks.flatMap((block) => block.split('\n')).map((line) => line.replace(/\s+#.*$/, ''));
  const told = found.filter((line) => line.startsWith('docker compose '));
  if (told.at(-1) !== 'docker compose down --volumes') throw new Error('the README ends with another command');
  return told;
}
