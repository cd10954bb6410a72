import { type EventEnvelope, type Outbox, type Pending, RELAY_LEASE_MS } from '@besteam/service-kit';
import type { InTransaction, Store } from '../../../services/users/src/application/ports.ts';
import type { Kernel, Machine } from '../kernel/kernel.ts';
import type { Weather } from '../kernel/weather.ts';
import { type Rows, simulatedRows, type Transaction } from './rows.ts';
import { type OutboxRow, storeIn } from './store.ts';

/** Says which lease it was: who comes back late drops nothing that another has taken since. */
interface LeasedEvent extends Pending {
  leasedUntil: number;
}

export interface SimulatedDatabase {
  tables: Rows['tables'];
  connectionOf(machine: Machine): { store: Store; inTransaction: InTransaction; outbox: Outbox<LeasedEvent> };
}

/** PostgreSQL as the users service sees it: its store, its transactions and the outbox with leases. */
export function simulatedDatabase(
  kernel: Kernel,
  weather: Weather,
  onWritten: (machine: Machine) => void,
): SimulatedDatabase {
  const rows = simulatedRows(kernel, weather, onWritten);
  let seq = 0;
  const nextSeq = () => {
    seq += 1;
    return seq;
  };
  return {
    tables: rows.tables,
    connectionOf(machine) {
      const inTransaction: InTransaction = (work) =>
        rows.transaction(machine, (transaction) => work(storeIn(transaction, nextSeq)));
      const alone = <T>(statement: (transaction: Transaction) => Promise<T>) => rows.transaction(machine, statement);
      const outbox: Outbox<LeasedEvent> = {
        name: 'users',
        pending: (limit) => alone((transaction) => taken(transaction, limit, kernel.now())),
        published: ({ key, leasedUntil }) =>
          alone(async ({ travel, get, put }) => {
            await travel('delete event');
            if (get<OutboxRow>('outbox', key)?.leasedUntil === leasedUntil) put('outbox', key, undefined);
          }),
      };
      return { store: eachInItsOwn(inTransaction), inTransaction, outbox };
    },
  };
}

/** Under a lease, passing over what another process holds; the clock is the database's. */
async function taken({ travel, rows, put, take }: Transaction, limit: number, now: number) {
  await travel('take events');
  const free = rows<OutboxRow>('outbox').filter(
    ([, { leasedUntil }]) => leasedUntil === undefined || leasedUntil < now,
  );
  free.sort(([, a], [, b]) => a.seq - b.seq);
  const mine = free.filter(([key]) => take('outbox', key));
  const leasedUntil = now + RELAY_LEASE_MS;
  return mine.slice(0, limit).map(([key, row]) => {
    put('outbox', key, { ...row, leasedUntil });
    return { key, event: JSON.parse(row.event) as EventEnvelope, leasedUntil };
  });
}

/** A store outside of any transaction: every statement is one of its own. */
function eachInItsOwn(inTransaction: InTransaction): Store {
  const through = (path: string[]): unknown =>
    new Proxy(() => undefined, {
      get: (_, name) => through([...path, String(name)]),
      apply: (_, __, values) =>
        inTransaction(async (store) => {
          const owner = path.slice(0, -1).reduce<unknown>((found, step) => Reflect.get(Object(found), step), store);
          return Reflect.apply(Reflect.get(Object(owner), path.at(-1) ?? ''), owner, values);
        }),
    });
  return through([]) as Store;
}
