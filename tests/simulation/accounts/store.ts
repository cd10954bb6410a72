import { eventOf } from '../../../services/users/src/adapters/postgres/outbox.ts';
import type { OneTimeTokens, Store } from '../../../services/users/src/application/ports.ts';
import type { Account } from '../../../services/users/src/domain/account.ts';
import type { Session } from '../../../services/users/src/domain/session.ts';
import { type Failures, FORGOTTEN_AFTER_MS } from '../../../services/users/src/domain/sign-in-throttle.ts';
import type { Transaction } from './rows.ts';

export interface OutboxRow {
  seq: number;
  /** JSON. */
  event: string;
  leasedUntil?: number;
}

interface TokenRow {
  accountId: string;
  createdAt: Date;
  expiresAt: Date;
}

/** The users service's store within one simulated transaction: the semantics of its SQL, statement by statement. */
export function storeIn(transaction: Transaction, nextSeq: () => number): Store {
  const { get, rows, put, hold, travel } = transaction;
  /** A statement that locks one row and reads it. */
  const locked = async <T>(table: string, key: string) => {
    await travel(`lock ${table}`);
    await hold(table, key);
    return get<T>(table, key);
  };
  const sameEmail = (email: string) => (account: Account) => account.email?.toLowerCase() === email.toLowerCase();
  const accounts = () => rows<Account>('accounts').map(([, account]) => account);
  const holdEmail = async ({ email }: Account) => {
    if (email !== null) await hold('emails', email.toLowerCase());
  };
  const emailIsTaken = ({ id, email }: Account) =>
    email !== null && accounts().some((other) => other.id !== id && sameEmail(email)(other));
  const deleteWhere = <T>(table: string, unwanted: (row: T) => boolean) => {
    const doomed = rows<T>(table).filter(([, row]) => unwanted(row));
    for (const [key] of doomed) put(table, key, undefined);
    return doomed.length;
  };
  const ofAccount = (accountId: string) => (row: { accountId: string }) => row.accountId === accountId;

  return {
    accounts: {
      async find(id) {
        await travel('find account');
        return get<Account>('accounts', id);
      },
      lock: (id) => locked<Account>('accounts', id),
      async findByEmail(email) {
        await travel('find account by e-mail');
        return accounts().find(sameEmail(email));
      },
      async insert(account) {
        await travel('insert account');
        await holdEmail(account);
        if (emailIsTaken(account)) return false;
        put('accounts', account.id, account);
        return true;
      },
      async update(account) {
        await travel('update account');
        await holdEmail(account);
        await hold('accounts', account.id);
        if (emailIsTaken(account)) return false;
        if (get('accounts', account.id)) put('accounts', account.id, account);
        return true;
      },
      async delete(id) {
        await locked('accounts', id);
        put('accounts', id, undefined);
        for (const table of ['sessions', 'recoveryLinks', 'passwordResets']) deleteWhere(table, ofAccount(id));
      },
    },
    sessions: {
      async insert(session) {
        await locked('accounts', session.accountId);
        if (!get('accounts', session.accountId)) throw new Error('the session of nobody');
        put('sessions', session.id, session);
      },
      async insertWhilePassword(session, passwordHash) {
        const account = await locked<Account>('accounts', session.accountId);
        if (account?.passwordHash !== passwordHash) return false;
        put('sessions', session.id, session);
        return true;
      },
      lock: (id) => locked<Session>('sessions', id),
      async update(session) {
        await locked('sessions', session.id);
        if (get('sessions', session.id)) put('sessions', session.id, session);
      },
      async delete(id) {
        await locked('sessions', id);
        put('sessions', id, undefined);
      },
      async deleteOfAccount(accountId) {
        await travel('delete sessions');
        deleteWhere('sessions', ofAccount(accountId));
      },
    },
    recoveryLinks: tokensIn(transaction, 'recoveryLinks', deleteWhere),
    passwordResets: tokensIn(transaction, 'passwordResets', deleteWhere),
    signInFailures: {
      async find(keys) {
        await travel('find failures');
        return known(keys);
      },
      async lock(keys) {
        await travel('lock failures');
        for (const key of keys.toSorted()) await hold('failures', key);
        return known(keys);
      },
      async save(key, failures) {
        await locked('failures', key);
        put('failures', key, failures);
      },
      async clear(keys) {
        await travel('clear failures');
        for (const key of keys.toSorted()) await hold('failures', key);
        for (const key of keys) put('failures', key, undefined);
      },
    },
    async sweep(now) {
      await travel('sweep');
      const expired = (row: { expiresAt: Date }) => row.expiresAt <= now;
      const old = ({ lastAt }: Failures) => now.getTime() - lastAt.getTime() > FORGOTTEN_AFTER_MS;
      const tables = ['sessions', 'recoveryLinks', 'passwordResets'];
      return tables.reduce((sum, table) => sum + deleteWhere(table, expired), deleteWhere('failures', old));
    },
    outbox: {
      async add(announcement) {
        await travel('insert event');
        const event = eventOf(announcement);
        put('outbox', event.id, { seq: nextSeq(), event: JSON.stringify(event) } satisfies OutboxRow);
      },
    },
  };

  function known(keys: readonly string[]): Map<string, Failures> {
    return new Map(rows<Failures>('failures').filter(([key]) => keys.includes(key)));
  }
}

function tokensIn(
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
