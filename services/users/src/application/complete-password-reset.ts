import { type Account, withPassword } from '../domain/account.ts';
import { judgePassword } from '../domain/password-policy.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { failureKeys } from './guarded-password.ts';
import type { Ports } from './ports.ts';

export interface CompletePasswordReset {
  token: string;
  newPassword: string;
  address: string;
}

type Needs = Pick<Ports, 'inTransaction' | 'secrets' | 'store' | 'passwords' | 'now'>;

/** Sets the password and ends all that the old one opened. A weak password does not use the token up. */
export function completePasswordReset(ports: Needs): (command: CompletePasswordReset) => Promise<Refusal | undefined> {
  return async ({ token, newPassword, address }) => {
    const hash = ports.secrets.hash(token);
    const owner = await ownerOf(ports, hash);
    if (!owner) return refuse('not-found');
    const { email } = owner;
    const weak = judgePassword(newPassword, owner, ports.passwords.isCommon, 'newPassword');
    if (weak) return weak;
    const passwordHash = await ports.passwords.hash(newPassword);
    return ports.inTransaction(async (store) => {
      const account = await store.accounts.lock(owner.id);
      if (!account || !(await store.passwordResets.redeem(hash, ports.now()))) return refuse('not-found');
      await store.accounts.update(withPassword(account, passwordHash));
      await store.sessions.deleteOfAccount(account.id);
      await store.recoveryLinks.deleteOfAccount(account.id);
      await store.passwordResets.deleteOfAccount(account.id);
      await store.signInFailures.clear(failureKeys(ports, email.toLowerCase(), address));
      return undefined;
    });
  };
}

async function ownerOf({ store, now }: Needs, hash: string): Promise<(Account & { email: string }) | undefined> {
  const accountId = await store.passwordResets.find(hash, now());
  const account = accountId === undefined ? undefined : await store.accounts.find(accountId);
  return account && account.email !== null ? { ...account, email: account.email } : undefined;
}
