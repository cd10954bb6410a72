import { eventOf } from '../../../services/users/src/adapters/postgres/outbox.ts';
import type { FailureKeys, NewSession, Store } from '../../../services/users/src/application/ports.ts';
import type { Account } from '../../../services/users/src/domain/account.ts';
import type { Session } from '../../../services/users/src/domain/session.ts';
import {
  type Failures,
  FORGOTTEN_AFTER_MS,
  oneMore,
  type Suspicion,
} from '../../../services/users/src/domain/sign-in-throttle.ts';
import type { Transaction } from './rows.ts';
import { type Expiring, tokensIn } from './tokens.ts';

export interface OutboxRow {
  seq: number;
  /** JSON. */
  event: string;
  leasedUntil?: number;
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
  const add = (table: string, key: string, row: object) => {
    if (get(table, key)) throw new Error(`duplicate key in ${table}`);
    put(table, key, row);
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
        if (account.email !== null && accounts().some(sameEmail(account.email))) return false;
        add('accounts', account.id, account);
        return true;
      },
      async update(account) {
        await travel('update account');
        await holdEmail(account);
        await hold('accounts', account.id);
        if (!get('accounts', account.id)) return true;
        if (emailIsTaken(account)) return false;
        put('accounts', account.id, account);
        return true;
      },
      async replacePasswordHash(id, known, next) {
        const account = await locked<Account>('accounts', id);
        if (account?.passwordHash === known) put('accounts', id, { ...account, passwordHash: next });
      },
      async delete(id) {
        await locked('accounts', id);
        put('accounts', id, undefined);
        for (const table of ['sessions', 'recoveryLinks', 'passwordResets']) deleteWhere(table, ofAccount(id));
      },
      async lockAbandonedGuests(now, limit) {
        const own = (table: string, id: string) => rows<Expiring>(table).filter(([, row]) => row.accountId === id);
        const lives = ([, row]: [string, Expiring]) => row.expiresAt > now;
        const gone = ({ id, kind }: Account) =>
          kind === 'guest' &&
          own('sessions', id).length > 0 &&
          ![...own('sessions', id), ...own('recoveryLinks', id)].some(lives);
        const found = accounts().filter(gone).slice(0, limit);
        for (const { id } of found) await locked('accounts', id);
        return found.filter(({ id }) => get('accounts', id) !== undefined);
      },
    },
    sessions: {
      async insert(session) {
        await locked('accounts', session.accountId);
        if (!get('accounts', session.accountId)) throw new Error('the session of nobody');
        add('sessions', session.id, session);
      },
      async insertWhilePassword(session, passwordHash) {
        const account = await locked<Account>('accounts', session.accountId);
        if (account?.passwordHash !== passwordHash) return false;
        add('sessions', session.id, session);
        return true;
      },
      lock: (id) => locked<Session>('sessions', id),
      async update(session) {
        const before = await locked<NewSession>('sessions', session.id);
        if (before) put('sessions', session.id, { ...before, ...session });
      },
      async end(id) {
        const session = await locked<Session>('sessions', id);
        const owner = session && get<Account>('accounts', session.accountId);
        put('sessions', id, owner?.kind === 'guest' ? { ...session, current: [], previous: [] } : undefined);
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
      async findWithAccount(keys, email) {
        await travel('find account and failures');
        const account = accounts().find(sameEmail(email));
        const fromHere = (session: NewSession) => session.accountId === account?.id && session.openedFrom === keys.here;
        const knownHere = rows<NewSession>('sessions').some(([, session]) => fromHere(session));
        return { ...known(keys), knownHere, account };
      },
      async raise({ here, everywhere }, now) {
        await travel('raise failures');
        for (const key of [here, everywhere].toSorted()) {
          await hold('failures', key);
          put('failures', key, oneMore(get<Failures>('failures', key), now));
        }
      },
      async clear({ here, everywhere }) {
        await travel('clear failures');
        for (const key of [here, everywhere].toSorted()) {
          await hold('failures', key);
          put('failures', key, undefined);
        }
      },
    },
    async sweep(now) {
      await travel('sweep');
      const expired = (row: { expiresAt: Date }) => row.expiresAt <= now;
      const old = ({ lastAt }: Failures) => now.getTime() - lastAt.getTime() >= FORGOTTEN_AFTER_MS;
      const lives = ({ accountId }: Session) =>
        rows<Session>('sessions').some(([, other]) => other.accountId === accountId && !expired(other));
      const tells = (session: Session) =>
        get<Account>('accounts', session.accountId)?.kind === 'guest' && !lives(session);
      const sessions = deleteWhere<Session>('sessions', (session) => expired(session) && !tells(session));
      const tokens = ['recoveryLinks', 'passwordResets'].map((table) => deleteWhere(table, expired));
      return tokens.reduce((sum, deleted) => sum + deleted, sessions + deleteWhere('failures', old));
    },
    outbox: {
      async add(announcement) {
        await travel('insert event');
        const event = eventOf(announcement);
        put('outbox', event.id, { seq: nextSeq(), event: JSON.stringify(event) } satisfies OutboxRow);
      },
    },
  };

  function known({ here, everywhere }: FailureKeys): Suspicion {
    const of = (key: string) => get<Failures>('failures', key);
    return { here: of(here), everywhere: of(everywhere), knownHere: false };
  }
}
