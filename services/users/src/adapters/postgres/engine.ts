import type { Dialect } from 'kysely';

/** PostgreSQL, wherever it runs. */
export interface Engine {
  dialect: Dialect;
  /** Calls back whenever somebody notifies the channel, also when that cannot be ruled out (a lost connection is back). */
  listen(channel: string, heard: () => void): Promise<() => Promise<void>>;
  /** Takes what was deleted out of the files, too. Absent where the files are somebody else's. */
  letGo?(): Promise<void>;
}
