import type { Item } from '../store/expressions.ts';
import type { Commit } from '../store/table.ts';

/** Every version that any item ever had. */
export interface Chronicle {
  add(commit: Commit): void;
  /** The item as it was written with this version. */
  written(table: string, key: string, version: number): Item | undefined;
}

export function chronicle(): Chronicle {
  const versions = new Map<string, Item>();
  return {
    add({ table, key, before, after }) {
      if (after && before?.['version'] !== after['version']) versions.set(`${table} ${key} ${after['version']}`, after);
    },
    written: (table, key, version) => versions.get(`${table} ${key} ${version}`),
  };
}
