import type { Accounts } from '../../application/ports.ts';
import type { Account } from '../../domain/accounts.ts';

/** Within one request: whether a caller's account is gone is asked before what he is called. */
const FRESH_MS = 200;
const MOST = 1000;

/** Remembers what was found of an account for a moment. */
export function recentAccounts(accounts: Omit<Accounts, 'recent'>, now: () => number): Accounts {
  const found = new Map<string, { account: Account | undefined; until: number }>();
  const find = async (accountId: string): Promise<Account | undefined> => {
    const account = await accounts.find(accountId);
    found.delete(accountId);
    found.set(accountId, { account, until: now() + FRESH_MS });
    const [oldest] = found.keys();
    if (found.size > MOST && oldest !== undefined) found.delete(oldest);
    return account;
  };
  return {
    ...accounts,
    find,
    async recent(accountId) {
      const known = found.get(accountId);
      return known && known.until > now() ? known.account : find(accountId);
    },
  };
}
