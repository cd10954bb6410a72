import type { OneTimeTokens } from '../../../services/users/src/application/ports.ts';
import type { Transaction } from './rows.ts';

export interface Expiring {
  accountId: string;
  expiresAt: Date;
}

interface TokenRow extends Expiring {
  createdAt: Date;
}

/** Links and resets within one simulated transaction. */
export function tokensIn(
  { travel, hold, get, rows, put }: Transaction,
  table: string,
  deleteWhere: <T>(table: string, unwanted: (row: T) => boolean) => number,
): OneTimeTokens {
  const valid = (hash: string, now: Date) => {
    const row = get<TokenRow>(table, hash);
    return row && row.expiresAt > now ? row : undefined;
  };
  return {
    async insert({ hash, ...token }) {
      await travel('insert token');
      if (!get('accounts', token.accountId) || get(table, hash)) throw new Error('the token of nobody, or one twice');
      put(table, hash, token);
    },
    async find(hash, now) {
      await travel('find token');
      return valid(hash, now)?.accountId;
    },
    async redeem(hash, now) {
      await travel('redeem token');
      await hold(table, hash);
      if (!valid(hash, now)) return false;
      put(table, hash, undefined);
      return true;
    },
    async countSince(accountId, since) {
      await travel('count tokens');
      return rows<TokenRow>(table).filter(([, row]) => row.accountId === accountId && row.createdAt > since).length;
    },
    async prune(accountId, keep) {
      await travel('prune tokens');
      const own = rows<TokenRow>(table).filter(([, row]) => row.accountId === accountId);
      own.sort(([, a], [, b]) => b.createdAt.getTime() - a.createdAt.getTime());
      for (const [hash] of own.slice(keep)) put(table, hash, undefined);
    },
    async deleteOfAccount(accountId) {
      await travel('delete tokens');
      deleteWhere<TokenRow>(table, (row) => row.accountId === accountId);
    },
  };
}
