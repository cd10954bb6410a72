import { withPassword } from '../domain/account.ts';
import { judgePassword } from '../domain/password-policy.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import { CHANGED, ownPassword, whilePasswordStays, wrongPassword } from './own-password.ts';
import type { Ports } from './ports.ts';
import { type StartedSession, signedIn, startSession } from './start-session.ts';

export interface ChangePassword {
  accountId: string;
  currentPassword: string;
  newPassword: string;
  address: string;
}

/** All sessions and links end with the old password; the device that changed it gets a new session. */
export function changePassword(ports: Ports): (command: ChangePassword) => Promise<StartedSession | Refusal> {
  return async ({ accountId, currentPassword, newPassword, address }) => {
    const changed = await whilePasswordStays(async () => {
      const account = await ports.store.accounts.find(accountId);
      if (!account) return refuse('unauthorized');
      if (account.email === null) return refuse('guest-has-no-password');
      const owner = { email: account.email, displayName: account.displayName };
      const weak = judgePassword(newPassword, owner, ports.passwords.isCommon, 'newPassword');
      if (weak) return weak;
      const refused = await ownPassword(ports, account, { currentPassword, address });
      if (refused) return refused;
      const passwordHash = await ports.passwords.hash(newPassword);
      return ports.inTransaction(async (store) => {
        const latest = await store.accounts.lock(accountId);
        if (latest?.passwordHash !== account.passwordHash) return CHANGED;
        const next = withPassword(latest, passwordHash);
        await store.accounts.update(next);
        await store.sessions.deleteOfAccount(accountId);
        await store.recoveryLinks.deleteOfAccount(accountId);
        await store.passwordResets.deleteOfAccount(accountId);
        return { account: next, refreshToken: await startSession(ports, store, next, address) };
      });
    }, wrongPassword('was changed meanwhile'));
    if (isRefusal(changed)) return changed;
    return signedIn(ports, changed.account, changed.refreshToken);
  };
}
