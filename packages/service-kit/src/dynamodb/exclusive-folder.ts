import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Takes a folder for this opener alone, until released or until the process ends, however it ends: the lock is
 * SQLite's on a file, which the system drops with the process. Throws at once when somebody else has it.
 */
export function takeFolder(folder: string): { release(): void } {
  mkdirSync(folder, { recursive: true });
  const lock = new DatabaseSync(join(folder, 'lock.sqlite'));
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw new Error(`The data in ${folder} are in use by another process`, { cause: error });
  }
  return { release: () => lock.close() };
}
