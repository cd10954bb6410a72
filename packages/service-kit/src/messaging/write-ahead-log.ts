import { type FileHandle, open } from 'node:fs/promises';

export interface WriteAheadLog {
  /** Resolves when all that has been written before the call survives a power cut. */
  durable(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Waits for the disk beside the event loop, where SQLite itself would wait in it: seconds, on a busy one. Those who
 * write during one wait share the next, so that many writers cost few.
 */
export function writeAheadLog(database: string): WriteAheadLog {
  let file: FileHandle | undefined;
  let current: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  const synchronise = async () => {
    file ??= await open(`${database}-wal`, 'r+');
    await file.datasync();
  };
  const begin = (): Promise<void> => {
    current = synchronise().finally(() => {
      current = undefined;
    });
    return current;
  };
  const afterCurrent = async (running: Promise<void>): Promise<void> => {
    // Its failure is told to its own callers; the next wait is another attempt.
    await running.catch(() => undefined);
    next = undefined;
    return begin();
  };
  return {
    durable() {
      if (!current) return begin();
      next ??= afterCurrent(current);
      return next;
    },
    async close() {
      while (current || next) await (next ?? current)?.catch(() => undefined);
      await file?.close();
    },
  };
}
