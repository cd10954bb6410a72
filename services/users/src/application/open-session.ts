import type { Account } from '../domain/account.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import { guardedPassword } from './guarded-password.ts';
import type { Ports, Store } from './ports.ts';
import { type StartedSession, signedIn, startSession } from './start-session.ts';

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
    const found = await ports.store.accounts.findByEmail(email);
    const judged = await guardedPassword(ports, found, { subject: email.toLowerCase(), address, password });
    if (isRefusal(judged)) return judged;
    if (!found || judged === 'wrong') return refuse('wrong-credentials');
    const opened = await ports.inTransaction(async (store) => {
      const account = await stillThere(store, found);
      if (!account) return undefined;
      await mergeGuest(store, callerId, account, ports.now());
      return { account, refreshToken: await startSession(ports, store, account) };
    });
    if (!opened) return refuse('wrong-credentials');
    return signedIn(ports, opened.account, opened.refreshToken);
  };
}

/** The account may have been deleted, or its password changed, while the old one was being compared. */
async function stillThere({ accounts }: Store, found: Account): Promise<Account | undefined> {
  const account = await accounts.lock(found.id);
  return account?.passwordHash === found.passwordHash ? account : undefined;
}

/** A guest who is gone already was merged by an earlier attempt whose answer was lost: nothing to do then. */
async function mergeGuest(store: Store, callerId: string | undefined, into: Account, at: Date): Promise<void> {
  if (callerId === undefined || callerId === into.id) return;
  const guest = await store.accounts.lock(callerId);
  if (guest?.kind !== 'guest') return;
  await store.accounts.delete(guest.id);
  await store.outbox.add({ type: 'account-merged', guest, into, at });
}
