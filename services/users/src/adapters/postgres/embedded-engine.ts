import { fork } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { PGliteDialect } from 'kysely';
import type { Engine } from './engine.ts';
import { takenOutOfFiles } from './taken-out-of-files.ts';

/** PostgreSQL's 128 MB would lie in this process's memory, for tables of some megabytes. */
const SMALL_BUFFERS = ['-c', 'shared_buffers=16MB'];
/** The log's old files are deleted, not used again with all that they hold. */
const FRESH_LOG = ['-c', 'wal_recycle=off'];

/**
 * V8's optimising compiler takes half a gigabyte for PostgreSQL's 9 MB of WebAssembly, and what comes of it runs 10 to
 * 20 % faster: not worth it for the few queries of a few friends.
 */
const COMPILE_ONCE = ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering'];

/**
 * PGlite on disk. It has one connection: transactions wait for each other. Loaded only when it is chosen: an image for
 * real engines comes without it.
 */
export async function openEmbeddedEngine(path: string): Promise<Engine> {
  for (const flag of COMPILE_ONCE) setFlagsFromString(flag);
  const { PGlite } = await import('@electric-sql/pglite');
  if (!(await exists(join(path, 'PG_VERSION')))) await initialise(path);
  const pglite = await PGlite.create(path, {
    startParams: [...PGlite.defaultStartParams, ...SMALL_BUFFERS, ...FRESH_LOG],
  });
  return {
    dialect: new PGliteDialect({ pglite }),
    listen: (channel, heard) => pglite.listen(channel, heard),
    letGo: () => takenOutOfFiles(pglite),
  };
}

/**
 * Makes the database in a process of its own, for `initdb` leaves hundreds of megabytes behind in the one it runs in;
 * and under another name, so that what a crash leaves half made is never opened.
 */
async function initialise(path: string): Promise<void> {
  const unfinished = `${path}.unfinished`;
  await mkdir(dirname(path), { recursive: true });
  await rm(unfinished, { recursive: true, force: true });
  const program = fileURLToPath(new URL('initialise-embedded.ts', import.meta.url));
  const [code] = await once(fork(program, [unfinished], { execArgv: COMPILE_ONCE }), 'exit');
  if (code !== 0) throw new Error(`The embedded database cannot be made in ${path}`);
  await rm(path, { recursive: true, force: true });
  await rename(unfinished, path);
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
