import type { Ports } from './ports.ts';

const GUESTS_AT_ONCE = 100;

type Needs = Pick<Ports, 'store' | 'inTransaction' | 'now'>;

/**
 * Forgets sessions, links, resets and counted failures whose time is over, and guests who have not been here for 400
 * days: they have no other way back. The other services hear of them as of any deleted account.
 */
export function sweepExpired(ports: Needs): () => Promise<number> {
  return async () => {
    const now = ports.now();
    const guests = await forgetGuests(ports, now);
    return guests + (await ports.store.sweep(now));
  };
}

/** A few at a time: each transaction is short, and several processes may do it at once. */
async function forgetGuests({ inTransaction }: Needs, now: Date): Promise<number> {
  for (let forgotten = 0; ; ) {
    const some = await inTransaction(async ({ accounts, outbox }) => {
      const guests = await accounts.lockAbandonedGuests(now, GUESTS_AT_ONCE);
      for (const account of guests) {
        await accounts.delete(account.id);
        await outbox.add({ type: 'account-deleted', account, at: now });
      }
      return guests.length;
    });
    forgotten += some;
    if (some < GUESTS_AT_ONCE) return forgotten;
  }
}
