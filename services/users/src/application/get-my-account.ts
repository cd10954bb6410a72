import type { Account } from '../domain/account.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Ports } from './ports.ts';

/** Tokens outlive a deleted account by some minutes: for them there is nobody here. */
export function getMyAccount({
  store,
}: Pick<Ports, 'store'>): (command: { accountId: string }) => Promise<Account | Refusal> {
  return async ({ accountId }) => (await store.accounts.find(accountId)) ?? refuse('unauthorized');
}
