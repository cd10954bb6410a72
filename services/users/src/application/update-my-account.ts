import { type Account, renamed, withEmail } from '../domain/account.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import { guardedPassword } from './guarded-password.ts';
import type { Ports } from './ports.ts';

export interface UpdateMyAccount {
  accountId: string;
  displayName?: string | undefined;
  email?: string | undefined;
  currentPassword?: string | undefined;
  address: string;
}

type Needs = Pick<Ports, 'inTransaction' | 'attempts' | 'passwords' | 'secrets' | 'store' | 'now'>;

/** A name is changed freely; whoever holds the e-mail address can reset the password, so changing it needs that. */
export function updateMyAccount(ports: Needs): (command: UpdateMyAccount) => Promise<Account | Refusal> {
  return async (command) => {
    const { accountId, displayName, email } = command;
    const account = await ports.store.accounts.find(accountId);
    if (!account) return refuse('unauthorized');
    const newEmail = email === account.email ? undefined : email;
    const refused = newEmail === undefined ? undefined : await mayNotChangeEmail(ports, account, command);
    if (refused) return refused;
    return ports.inTransaction(async (store) => {
      const latest = await store.accounts.lock(accountId);
      if (latest?.passwordHash !== account.passwordHash) return refuse('unauthorized');
      const named = displayName === undefined ? latest : renamed(latest, displayName);
      const next = newEmail === undefined ? named : withEmail(named, newEmail);
      if (!(await store.accounts.update(next))) return emailTaken;
      if (newEmail !== undefined) await store.passwordResets.deleteOfAccount(accountId);
      if (next.version > latest.version) {
        await store.outbox.add({ type: 'account-changed', account: next, at: ports.now() });
      }
      return next;
    });
  };
}

async function mayNotChangeEmail(
  ports: Needs,
  account: Account,
  { accountId, currentPassword, address }: UpdateMyAccount,
): Promise<Refusal | undefined> {
  if (account.kind === 'guest') return refuse('guest-has-no-password');
  if (currentPassword === undefined) return wrongPassword('is needed to change the e-mail address');
  const attempt = { subject: accountId, address, password: currentPassword };
  const judged = await guardedPassword(ports, attempt, async (keys) => ({
    ...(await ports.store.signInFailures.find(keys)),
    account,
  }));
  if (isRefusal(judged)) return judged;
  return judged.right ? undefined : wrongPassword('is not the present password');
}

function wrongPassword(message: string): Refusal {
  return refuse('wrong-password', { errors: [{ path: 'body/currentPassword', message }] });
}

const emailTaken = refuse('email-taken', { errors: [{ path: 'body/email', message: 'belongs to another account' }] });
