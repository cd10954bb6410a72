import { mkdir } from 'node:fs/promises';
import { PGliteDialect } from 'kysely';
import type { Engine } from './engine.ts';

/**
 * PGlite on disk. It has one connection: transactions wait for each other. Loaded only when it is chosen: an image for
 * real engines comes without it.
 */
export async function openEmbeddedEngine(path: string): Promise<Engine> {
  const { PGlite } = await import('@electric-sql/pglite');
  await mkdir(path, { recursive: true });
  const pglite = await PGlite.create(path);
  return {
    dialect: new PGliteDialect({ pglite }),
    listen: (channel, heard) => pglite.listen(channel, heard),
  };
}
