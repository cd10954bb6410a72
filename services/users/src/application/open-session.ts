import type { Account } from '../domain/account.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import { guardedPassword } from './guarded-password.ts';
import { hashAnew } from './hash-anew.ts';
import { CHANGED, whilePasswordStays } from './own-password.ts';
import type { Ports, Store } from './ports.ts';
import { newSession, type StartedSession, signedIn } from './start-session.ts';

export interface OpenSession {
  email: string;
  password: string;
  address: string;
  /** The caller, when a token was sent: a guest is merged into the account. */
  callerId?: string | undefined;
}

type Needs = Pick<
  Ports,
  'inTransaction' | 'attempts' | 'passwords' | 'secrets' | 'accessTokens' | 'store' | 'later' | 'now'
>;

export function openSession(ports: Needs): (command: OpenSession) => Promise<StartedSession | Refusal> {
  return async ({ email, password, address, callerId }) => {
    const subject = email.toLowerCase();
    const opened = await whilePasswordStays(async () => {
      const judged = await guardedPassword(ports, { subject, address, password }, (keys) =>
        ports.store.signInFailures.findWithAccount(keys, email),
      );
      if (isRefusal(judged)) return judged;
      const { account, right } = judged;
      if (!account || !right) return refuse('wrong-credentials');
      const { session, refreshToken } = newSession(ports, account, address);
      const keep = async (store: Store) => {
        if (!(await store.sessions.insertWhilePassword(session, account.passwordHash ?? ''))) return CHANGED;
        await mergeGuest(store, callerId, account, ports.now());
        return { account, refreshToken };
      };
      return callerId === undefined ? keep(ports.store) : ports.inTransaction(keep);
    }, refuse('wrong-credentials'));
    if (isRefusal(opened)) return opened;
    hashAnew(ports, opened.account, password);
    return signedIn(ports, opened.account, opened.refreshToken, { byPassword: true });
  };
}

/** A guest who is gone already was merged by an earlier attempt whose answer was lost: nothing to do then. */
async function mergeGuest(store: Store, callerId: string | undefined, into: Account, at: Date): Promise<void> {
  if (callerId === undefined || callerId === into.id) return;
  const guest = await store.accounts.lock(callerId);
  if (guest?.kind !== 'guest') return;
  await store.accounts.delete(guest.id);
  await store.outbox.add({ type: 'account-merged', guest, into, at });
}
