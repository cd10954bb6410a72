import type { Kernel, Machine } from '../kernel/kernel.ts';
import type { Weather } from '../kernel/weather.ts';
import { rowLocks } from './row-locks.ts';

/** One transaction: what it wrote is its own until it commits, and whose rows it holds nobody else writes. */
export interface Transaction {
  get<T>(table: string, key: string): T | undefined;
  /** Every row of the table as this transaction sees it. */
  rows<T>(table: string): [string, T][];
  /** undefined deletes. The row should be held. */
  put(table: string, key: string, row: object | undefined): void;
  hold(table: string, key: string): Promise<void>;
  /** As `hold`, but passes over a row that somebody else holds: SKIP LOCKED. */
  take(table: string, key: string): boolean;
  /** A statement's journey to the database and back, on which the connection may be lost: then the transaction is over. */
  travel(label: string): Promise<void>;
}

export type Tables = Map<string, Map<string, object>>;

export interface Rows {
  tables: Tables;
  transaction<T>(machine: Machine, work: (transaction: Transaction) => Promise<T>): Promise<T>;
}

const PATIENCE_MS = 1000;

/** A relational database with row locks and read-committed transactions, over a bad network. */
export function simulatedRows(kernel: Kernel, weather: Weather, onWritten: (machine: Machine) => void): Rows {
  const { random } = kernel;
  const tables: Tables = new Map();
  const locks = rowLocks(kernel);
  let numbers = 0;
  const tableNamed = (name: string) => {
    const table = tables.get(name) ?? new Map<string, object>();
    tables.set(name, table);
    return table;
  };
  const lost = () => Object.assign(new Error('Connection terminated unexpectedly'), { code: '08006' });

  return {
    tables,
    async transaction(machine, work) {
      numbers += 1;
      const number = numbers;
      const written = new Map<string, { table: string; key: string; row: object | undefined }>();
      const get = (table: string, key: string) => {
        const own = written.get(`${table} ${key}`);
        return own ? own.row : tableNamed(table).get(key);
      };
      const keysOf = (table: string) => {
        const own = [...written.values()].flatMap((one) => (one.table === table ? one.key : []));
        return [...new Set([...tableNamed(table).keys(), ...own])];
      };
      const commit = () =>
        new Promise<void>((resolve, reject) => {
          const answerLost = random.chance(weather.answerLost);
          if (answerLost) kernel.after(PATIENCE_MS, 'commit unanswered', () => reject(lost()), machine);
          kernel.after(random.between(0.5, 3), `${machine.name} commits`, () => {
            for (const { table, key, row } of written.values()) {
              if (row === undefined) tableNamed(table).delete(key);
              else tableNamed(table).set(key, row);
            }
            locks.free(number);
            if (!answerLost) kernel.after(random.between(0.5, 3), 'committed', resolve, machine);
            if (written.size > 0) onWritten(machine);
          });
        });
      try {
        const result = await work({
          get: <T>(table: string, key: string) => get(table, key) as T | undefined,
          rows: <T>(table: string) =>
            keysOf(table).flatMap((key) => (get(table, key) ? [[key, get(table, key)] as [string, T]] : [])),
          put: (table, key, row) => void written.set(`${table} ${key}`, { table, key, row }),
          hold: (table, key) => locks.hold(`${table} ${key}`, number, machine),
          take: (table, key) => locks.take(`${table} ${key}`, number, machine),
          travel: (label) =>
            new Promise((resolve, reject) => {
              const fails = random.chance(weather.commandLost + weather.throttled);
              const ms = fails ? PATIENCE_MS : random.between(0.5, 3);
              kernel.after(ms, label, () => (fails ? reject(lost()) : resolve()), machine);
            }),
        });
        await commit();
        return result;
      } catch (error) {
        locks.free(number);
        throw error;
      }
    },
  };
}
