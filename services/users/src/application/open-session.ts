import type { Account } from '../domain/account.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import { guardedPassword } from './guarded-password.ts';
import type { Ports, Store } from './ports.ts';
import { newSession, type StartedSession, signedIn } from './start-session.ts';

export interface OpenSession {
  email: string;
  password: string;
  address: string;
  /** The caller, when a token was sent: a guest is merged into the account. */
  callerId?: string | undefined;
}

type Needs = Pick<Ports, 'inTransaction' | 'attempts' | 'passwords' | 'secrets' | 'accessTokens' | 'store' | 'now'>;

export function openSession(ports: Needs): (command: OpenSession) => Promise<StartedSession | Refusal> {
  return async ({ email, password, address, callerId }) => {
    const subject = email.toLowerCase();
    const judged = await guardedPassword(ports, { subject, address, password }, (keys) =>
      ports.store.signInFailures.findWithAccount(keys, email),
    );
    if (isRefusal(judged)) return judged;
    const { account: found, right } = judged;
    if (!found || !right) return refuse('wrong-credentials');
    const { session, refreshToken } = newSession(ports, found, address);
    const keep = async (store: Store) => {
      if (!(await store.sessions.insertWhilePassword(session, found.passwordHash ?? ''))) return false;
      await mergeGuest(store, callerId, found, ports.now());
      return true;
    };
    const opened = await (callerId === undefined ? keep(ports.store) : ports.inTransaction(keep));
    if (!opened) return refuse('wrong-credentials');
    return signedIn(ports, found, refreshToken);
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
