import type { Language, Ports } from './ports.ts';

const HOUR_MS = 3_600_000;
/** So that nobody's mailbox is flooded by strangers. */
const MOST_AN_HOUR = 3;

export interface RequestPasswordReset {
  email: string;
  language: Language;
}

type Needs = Pick<Ports, 'inTransaction' | 'secrets' | 'store' | 'mail' | 'now'>;

/** Sends the way to a new password to the account's address, if there is such an account. */
export function requestPasswordReset(ports: Needs): (command: RequestPasswordReset) => Promise<void> {
  return async ({ email, language }) => {
    const found = await ports.store.accounts.findByEmail(email);
    if (!found) return;
    const token = ports.secrets.newToken();
    const allowed = await ports.inTransaction(async ({ accounts, passwordResets }) => {
      const account = await accounts.lock(found.id);
      const createdAt = ports.now();
      const anHourAgo = new Date(createdAt.getTime() - HOUR_MS);
      if (!account || (await passwordResets.countSince(account.id, anHourAgo)) >= MOST_AN_HOUR) return false;
      const expiresAt = new Date(createdAt.getTime() + HOUR_MS);
      await passwordResets.insert({ hash: ports.secrets.hash(token), accountId: account.id, createdAt, expiresAt });
      return true;
    });
    if (!allowed || found.email === null) return;
    ports.mail.sendPasswordReset({ to: found.email, displayName: found.displayName, language, token });
  };
}
