/** Remembers what is costly to learn. Losing it costs time, never truth. */
export interface Cache {
  /**
   * The value under `key`, or what `load` gives, kept for `ttlMs` milliseconds. While one caller loads, the others
   * wait for its result. An `undefined` is returned but not kept; an error of `load` reaches every waiting caller.
   */
  getOrSet<T>(key: string, ttlMs: number, load: () => Promise<T>): Promise<T>;
  set<T>(key: string, ttlMs: number, value: T): Promise<void>;
  delete(key: string): Promise<void>;
  close(): Promise<void>;
}
