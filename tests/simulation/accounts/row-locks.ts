import type { Kernel, Machine } from '../kernel/kernel.ts';

const PATIENCE_MS = 1000;
/** When the server notices that a process it served is dead. */
const NOTICE_MS = 200;

export interface RowLocks {
  /** Waits until nobody else holds the row; rejects when that takes too long. */
  hold(row: string, transaction: number, machine: Machine): Promise<void>;
  /** Whether the row is the transaction's now; does not wait. */
  take(row: string, transaction: number, machine: Machine): boolean;
  /** Lets go of everything that the transaction holds. */
  free(transaction: number): void;
}

/** Who holds which row. What a dead process held is free some time later. */
export function rowLocks(kernel: Kernel): RowLocks {
  const holders = new Map<string, { transaction: number; machine: Machine }>();
  let waiting: (() => void)[] = [];

  const wakeAll = () => {
    const woken = waiting;
    waiting = [];
    for (const attempt of woken) attempt();
  };
  const free = (transaction: number) => {
    for (const [row, holder] of holders) if (holder.transaction === transaction) holders.delete(row);
    kernel.after(0, 'rows free', wakeAll);
  };

  const take = (row: string, transaction: number, machine: Machine) => {
    const holder = holders.get(row);
    if (holder && holder.transaction !== transaction) {
      if (!holder.machine.alive) kernel.after(NOTICE_MS, 'server notices', () => free(holder.transaction));
      return false;
    }
    holders.set(row, { transaction, machine });
    return true;
  };

  return {
    free,
    take,
    hold: (row, transaction, machine) =>
      new Promise((resolve, reject) => {
        let over = false;
        const giveUp = () => {
          over = true;
          reject(new Error('Query read timeout'));
        };
        const limit = kernel.after(PATIENCE_MS, 'waits too long for a row', giveUp, machine);
        const attempt = () => {
          if (over || !machine.alive) return;
          if (!take(row, transaction, machine)) return void waiting.push(attempt);
          kernel.cancel(limit);
          resolve();
        };
        attempt();
      }),
  };
}
