import { createMemory } from '@besteam/service-kit';
import type { Accounts } from '../../application/ports.ts';
import type { Account } from '../../domain/accounts.ts';

/** Within one request: whether a caller's account is gone is asked before what he is called. */
const FRESH_MS = 200;
const MOST = 1000;

/** Remembers what was found of an account for a moment. */
export function recentAccounts(accounts: Omit<Accounts, 'recent'>, now: () => number): Accounts {
  const found = createMemory<{ account: Account | undefined }>({ most: MOST, ttlMs: FRESH_MS, now });
  const find = async (accountId: string): Promise<Account | undefined> => {
    const account = await accounts.find(accountId);
    found.set(accountId, { account });
    return account;
  };
  return {
    ...accounts,
    find,
    async recent(accountId) {
      const known = found.get(accountId);
      return known ? known.account : find(accountId);
    },
  };
}
