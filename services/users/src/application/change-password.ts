import { withPassword } from '../domain/account.ts';
import { judgePassword } from '../domain/password-policy.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import { guardedPassword } from './guarded-password.ts';
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
    const account = await ports.store.accounts.find(accountId);
    if (!account) return refuse('unauthorized');
    if (account.email === null) return refuse('guest-has-no-password');
    const owner = { email: account.email, displayName: account.displayName };
    const weak = judgePassword(newPassword, owner, ports.passwords.isCommon, 'newPassword');
    if (weak) return weak;
    const attempt = { subject: accountId, address, password: currentPassword };
    const judged = await guardedPassword(ports, attempt, async (keys) => ({
      ...(await ports.store.signInFailures.find(keys)),
      account,
    }));
    if (isRefusal(judged)) return judged;
    if (!judged.right) return refuse('wrong-password', { errors: [wrongPassword] });
    const passwordHash = await ports.passwords.hash(newPassword);
    const changed = await ports.inTransaction(async (store) => {
      const latest = await store.accounts.lock(accountId);
      if (latest?.passwordHash !== account.passwordHash) return undefined;
      const next = withPassword(latest, passwordHash);
      await store.accounts.update(next);
      await store.sessions.deleteOfAccount(accountId);
      await store.recoveryLinks.deleteOfAccount(accountId);
      await store.passwordResets.deleteOfAccount(accountId);
      return { account: next, refreshToken: await startSession(ports, store, next, address) };
    });
    if (!changed) return refuse('wrong-password', { errors: [wrongPassword] });
    return signedIn(ports, changed.account, changed.refreshToken);
  };
}

const wrongPassword = { path: 'body/currentPassword', message: 'is not the present password' };
