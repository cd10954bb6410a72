import { mkdir } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { PGliteDialect } from 'kysely';
import type { Engine } from './engine.ts';

/**
 * V8's optimising compiler takes half a gigabyte and three seconds for PostgreSQL's 9 MB of WebAssembly, and what comes
 * of it runs 10 to 20 % faster: not worth it for the few queries of a few friends.
 */
const COMPILE_ONCE = ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering'];

/**
 * PGlite on disk. It has one connection: transactions wait for each other. Loaded only when it is chosen: an image for
 * real engines comes without it.
 */
export async function openEmbeddedEngine(path: string): Promise<Engine> {
  COMPILE_ONCE.forEach(setFlagsFromString);
  const { PGlite } = await import('@electric-sql/pglite');
  await mkdir(path, { recursive: true });
  const pglite = await PGlite.create(path);
  return {
    dialect: new PGliteDialect({ pglite }),
    listen: (channel, heard) => pglite.listen(channel, heard),
  };
}
