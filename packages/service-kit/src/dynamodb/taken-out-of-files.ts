import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Writing more of it anew would take longer than a program may take to stop. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Behind every key of Dynalite's. */
const LAST_KEY = '\uffff';

/**
 * LevelDB writes a deletion beside what it deletes, and merges the two when there is much of both: for the few people
 * that an embedded store is for, never. Here it does so at once. Nobody may have the store open; a store larger than
 * 64 MB is left to its own pace.
 */
export async function takenOutOfFiles(store: string): Promise<void> {
  if ((await bytesIn(store)) > MOST_BYTES) return;
  const { ClassicLevel } = await import('classic-level');
  const level = new ClassicLevel(store);
  await level.open();
  await level.compactRange('', LAST_KEY).finally(() => level.close());
}

async function bytesIn(folder: string): Promise<number> {
  const files = await readdir(folder);
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
