import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Ports } from './ports.ts';

/** A person has few devices: older links go. */
const MOST_LINKS = 5;
const MINUTE_MS = 60_000;

export interface CreateRecoveryLink {
  accountId: string;
  lifetimeMinutes: number;
}

export interface RecoveryLink {
  token: string;
  expiresAt: Date;
}

/** A token that opens the account once on another device. It is shown here and kept as a hash only. */
export function createRecoveryLink({
  inTransaction,
  secrets,
  now,
}: Pick<Ports, 'inTransaction' | 'secrets' | 'now'>): (command: CreateRecoveryLink) => Promise<RecoveryLink | Refusal> {
  return ({ accountId, lifetimeMinutes }) =>
    inTransaction(async ({ accounts, recoveryLinks }) => {
      const account = await accounts.lock(accountId);
      if (!account) return refuse('unauthorized');
      const token = secrets.newToken();
      const createdAt = now();
      const expiresAt = new Date(createdAt.getTime() + lifetimeMinutes * MINUTE_MS);
      await recoveryLinks.insert({ hash: secrets.hash(token), accountId, createdAt, expiresAt });
      await recoveryLinks.prune(accountId, MOST_LINKS);
      return { token, expiresAt };
    });
}
