import { type Refusal, refuse } from '../domain/refusal.ts';
import { provedLately } from '../domain/session.ts';
import type { Ports } from './ports.ts';

export interface DeleteMyAccount {
  accountId: string;
  /** When the caller gave the password that their token was issued for, in seconds since 1970; undefined where none was. */
  provedAt?: number | undefined;
}

/**
 * Nothing personal stays here; the others hear of it and delete what is theirs. It cannot be undone, so whoever has a
 * password has just given it; a guest has none.
 */
export function deleteMyAccount({
  inTransaction,
  now,
}: Pick<Ports, 'inTransaction' | 'now'>): (command: DeleteMyAccount) => Promise<Refusal | undefined> {
  return ({ accountId, provedAt }) =>
    inTransaction(async (store) => {
      const account = await store.accounts.lock(accountId);
      if (!account) return refuse('unauthorized');
      if (account.kind === 'registered' && !provedLately(provedAt, now())) return refuse('sign-in-again');
      await store.accounts.delete(accountId);
      await store.outbox.add({ type: 'account-deleted', account, at: now() });
      return undefined;
    });
}
