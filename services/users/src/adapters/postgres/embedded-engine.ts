import { mkdir } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { PGliteDialect } from 'kysely';
import type { Engine } from './engine.ts';

/** PGlite on disk. It has one connection: transactions wait for each other. */
export async function openEmbeddedEngine(path: string): Promise<Engine> {
  await mkdir(path, { recursive: true });
  const pglite = await PGlite.create(path);
  return {
    dialect: new PGliteDialect({ pglite }),
    listen: (channel, heard) => pglite.listen(channel, heard),
  };
}
