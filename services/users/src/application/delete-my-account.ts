import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Ports } from './ports.ts';

/** Nothing personal stays here; the others hear of it and delete what is theirs. */
export function deleteMyAccount({
  inTransaction,
  now,
}: Pick<Ports, 'inTransaction' | 'now'>): (command: { accountId: string }) => Promise<Refusal | undefined> {
  return ({ accountId }) =>
    inTransaction(async (store) => {
      const account = await store.accounts.lock(accountId);
      if (!account) return refuse('unauthorized');
      await store.accounts.delete(accountId);
      await store.outbox.add({ type: 'account-deleted', account, at: now() });
      return undefined;
    });
}
