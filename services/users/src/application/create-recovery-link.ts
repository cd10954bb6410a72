import { type Refusal, refuse } from '../domain/refusal.ts';
import { CHANGED, ownPassword, whilePasswordStays, wrongPassword } from './own-password.ts';
import type { Ports } from './ports.ts';

/** A person has few devices: older links go. */
const MOST_LINKS = 5;
const MINUTE_MS = 60_000;

export interface CreateRecoveryLink {
  accountId: string;
  lifetimeMinutes: number;
  /** Of a registered account. */
  currentPassword?: string | undefined;
  address: string;
}

export interface RecoveryLink {
  token: string;
  expiresAt: Date;
}

type Needs = Pick<Ports, 'inTransaction' | 'attempts' | 'passwords' | 'secrets' | 'store' | 'now'>;

/**
 * A token that opens the account once on another device. It is shown here and kept as a hash only. It is a way in, so whoever
 * has a password gives it again; a guest has none.
 */
export function createRecoveryLink(ports: Needs): (command: CreateRecoveryLink) => Promise<RecoveryLink | Refusal> {
  return ({ accountId, lifetimeMinutes, currentPassword, address }) =>
    whilePasswordStays(async () => {
      const account = await ports.store.accounts.find(accountId);
      if (!account) return refuse('unauthorized');
      const isGuest = account.kind === 'guest';
      const refused = isGuest ? undefined : await ownPassword(ports, account, { currentPassword, address });
      if (refused) return refused;
      return ports.inTransaction(async ({ accounts, recoveryLinks }) => {
        const latest = await accounts.lock(accountId);
        if (latest?.passwordHash !== account.passwordHash) return CHANGED;
        const token = ports.secrets.newToken();
        const createdAt = ports.now();
        const expiresAt = new Date(createdAt.getTime() + lifetimeMinutes * MINUTE_MS);
        await recoveryLinks.insert({ hash: ports.secrets.hash(token), accountId, createdAt, expiresAt });
        await recoveryLinks.prune(accountId, MOST_LINKS);
        return { token, expiresAt };
      });
    }, wrongPassword('was changed meanwhile'));
}
