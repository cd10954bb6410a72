/**
 * Dynalite ends its readings of LevelDB by `return`, a method that they no longer have: it is `close` now. Without it every
 * query would leave its reading open until the process ends, and each keeps what was stored when it began: in memory, and
 * in the files, also what was deleted since.
 */
export async function letReadingsEnd(): Promise<void> {
  const { AbstractKeyIterator, AbstractValueIterator } = await import('abstract-level');
  for (const { prototype } of [AbstractKeyIterator, AbstractValueIterator]) {
    Object.assign(prototype, { return: prototype.close });
  }
}
