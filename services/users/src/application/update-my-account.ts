import { type Account, renamed, withEmail } from '../domain/account.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { CHANGED, ownPassword, whilePasswordStays, wrongPassword } from './own-password.ts';
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
  return (command) =>
    whilePasswordStays(async () => {
      const { accountId, displayName, email } = command;
      const account = await ports.store.accounts.find(accountId);
      if (!account) return refuse('unauthorized');
      const newEmail = email === account.email ? undefined : email;
      const refused = newEmail === undefined ? undefined : await mayNotChangeEmail(ports, account, command);
      if (refused) return refused;
      return ports.inTransaction(async (store) => {
        const latest = await store.accounts.lock(accountId);
        if (latest?.passwordHash !== account.passwordHash) return CHANGED;
        const named = displayName === undefined ? latest : renamed(latest, displayName);
        const next = newEmail === undefined ? named : withEmail(named, newEmail);
        if (!(await store.accounts.update(next))) return emailTaken;
        if (newEmail !== undefined) await store.passwordResets.deleteOfAccount(accountId);
        if (next.version > latest.version) {
          await store.outbox.add({ type: 'account-changed', account: next, at: ports.now() });
        }
        return next;
      });
    }, wrongPassword('was changed meanwhile'));
}

async function mayNotChangeEmail(
  ports: Needs,
  account: Account,
  { currentPassword, address }: UpdateMyAccount,
): Promise<Refusal | undefined> {
  if (account.kind === 'guest') return refuse('guest-has-no-password');
  return ownPassword(ports, account, { currentPassword, address });
}

const emailTaken = refuse('email-taken', { errors: [{ path: 'body/email', message: 'belongs to another account' }] });
