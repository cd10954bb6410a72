import { newGuest } from '../domain/account.ts';
import type { Ports } from './ports.ts';
import { type StartedSession, signedIn, startSession } from './start-session.ts';

type Needs = Pick<Ports, 'inTransaction' | 'secrets' | 'accessTokens' | 'now'>;

export function openGuestSession(
  ports: Needs,
): (command: { displayName?: string | undefined }) => Promise<StartedSession> {
  return async ({ displayName = '' }) => {
    const account = newGuest(ports.secrets.newId(), displayName);
    const refreshToken = await ports.inTransaction(async (store) => {
      await store.accounts.insert(account);
      await store.outbox.add({ type: 'account-changed', account, at: ports.now() });
      return startSession(ports, store, account);
    });
    return signedIn(ports, account, refreshToken);
  };
}
