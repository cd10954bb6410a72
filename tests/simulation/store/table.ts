import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { type Item, order } from './expressions.ts';

export interface Commit {
  table: string;
  key: string;
  before: Item | undefined;
  after: Item | undefined;
}

/** Where a query looks: the table itself, or an index of it, with what that shows of an item. */
export interface Access {
  hash: string;
  range: string | undefined;
  /** Undefined: the whole item. */
  shown: readonly string[] | undefined;
}

export interface Table {
  get(key: Item, consistent: boolean): Item | undefined;
  /** undefined deletes. */
  put(key: Item, item: Item | undefined): void;
  access(index: string | undefined): Access;
  /** Every item that this access has, in the order of its range key. */
  all(access: Access, consistent: boolean): Item[];
  items(): Iterable<[string, Item]>;
}

interface Wiring {
  onCommit(commit: Commit): void;
  /** Calls back when what was written has reached the readers who do not insist on the newest. */
  lag(seen: () => void): void;
}

export const keyOf = (item: Item): string => `${String(item['pk'])} ${String(item['sk'])}`;

/** One table: items, and beside them what eventually consistent readers and indexes see of them. */
export function createTable(definition: CreateTableCommandInput, { onCommit, lag }: Wiring): Table {
  const name = definition.TableName ?? '';
  const newest = new Map<string, Item>();
  const seen = new Map<string, Item>();
  const indexes = new Map<string, Access>();
  for (const index of [...(definition.GlobalSecondaryIndexes ?? []), ...(definition.LocalSecondaryIndexes ?? [])]) {
    const [hash, range] = (index.KeySchema ?? []).map(({ AttributeName = '' }) => AttributeName);
    const { ProjectionType, NonKeyAttributes = [] } = index.Projection ?? {};
    const keys = ['pk', 'sk', hash ?? '', ...(range === undefined ? [] : [range])];
    const shown = ProjectionType === 'ALL' ? undefined : [...keys, ...NonKeyAttributes];
    indexes.set(index.IndexName ?? '', { hash: hash ?? '', range, shown });
  }
  return {
    get: (key, consistent) => (consistent ? newest : seen).get(keyOf(key)),
    put(key, item) {
      const id = keyOf(key);
      const before = newest.get(id);
      if (item) newest.set(id, item);
      else newest.delete(id);
      lag(() => {
        const now = newest.get(id);
        if (now) seen.set(id, now);
        else seen.delete(id);
      });
      onCommit({ table: name, key: id, before, after: item });
    },
    access(index) {
      if (index === undefined) return { hash: 'pk', range: 'sk', shown: undefined };
      const access = indexes.get(index);
      if (!access) throw new Error(`${name} has no index ${index}`);
      return access;
    },
    all({ hash, range }, consistent) {
      const found: Item[] = [];
      for (const item of (consistent ? newest : seen).values()) {
        if (item[hash] !== undefined && (range === undefined || item[range] !== undefined)) found.push(item);
      }
      return found.sort((a, b) => order(a[range ?? 'pk'], b[range ?? 'pk']) || order(keyOf(a), keyOf(b)));
    },
    items: () => newest,
  };
}
